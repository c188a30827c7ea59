package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.tasks.TaskFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes pictures, and lets the camera close between those far apart. One thread uses it. */
final class TimelapseCamera implements AutoCloseable {
  private static final Duration FAR_APART = Duration.ofSeconds(5);
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);
  private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);

  private final RecordingEnvironment environment;
  private final TimelapseRequest asked;
  private @Nullable CameraPictures joined;
  private String fault = "";

  TimelapseCamera(RecordingEnvironment environment, TimelapseRequest asked) {
    this.environment = environment;
    this.asked = asked;
  }

  void takeInto(StoredPictures stored, Duration left)
      throws IOException, TaskFailedException, InterruptedException {
    try {
      Frame frame = join().next(patience(left), false);
      try {
        stored.add(frame);
        fault = "";
      } finally {
        frame.release();
      }
    } catch (CameraFailedException e) {
      fault = String.valueOf(e.getMessage());
    } finally {
      if (asked.interval().compareTo(FAR_APART) > 0) {
        close();
      }
    }
  }

  String fault() {
    return fault;
  }

  @Override
  public void close() {
    if (joined != null) {
      joined.close();
      joined = null;
    }
  }

  private CameraPictures join() throws CameraFailedException, TaskFailedException {
    if (joined != null && joined.isOver()) {
      close();
    }
    if (joined == null) {
      Optional<Camera> camera = environment.cameras().apply(asked.camera());
      joined =
          CameraPictures.of(
              camera.orElseThrow(() ->
                  new CameraFailedException(RecordingEnvironment.noSuchCamera(asked.camera()))),
              RenditionKey.ORIGINAL,
              environment);
    }
    return joined;
  }

  private static Duration patience(Duration left) {
    return Duration.ofMillis(
        Math.clamp(left.toMillis(), LEAST_PATIENCE.toMillis(), LONGEST_PATIENCE.toMillis()));
  }
}
