package io.zoetrope.recording;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.mp4.MovieFile;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskFailedException;
import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.tasks.result.WriteFailure;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records a clip of a camera that sends video, which goes into the file as it is. */
final class CopiedClip {
  private static final Duration TICK = Duration.ofMillis(200);

  /** Frames may be on their way for some time after they were captured, audio longer than video. */
  private static final Duration LATE_FRAMES = Duration.ofSeconds(1);

  private final RecordingEnvironment environment;
  private final ClipRequest asked;
  private final ClipFrames frames;
  private final FollowedCamera camera;

  private record Recorded(CopiedVideo video, int pictures, long dropped) {}

  CopiedClip(
      RecordingEnvironment environment,
      ClipRequest asked,
      ClipFrames frames,
      FollowedCamera camera) {
    this.environment = environment;
    this.asked = asked;
    this.frames = frames;
    this.camera = camera;
  }

  /** Records what is captured after it was asked for, and returns what the task results in. */
  JsonNode record(TaskContext context, CameraPatience patience)
      throws IOException, InterruptedException, CameraFailedException, TaskFailedException {
    String id = context.task().id();
    try (NewResult file = environment.results().begin(id, ResultType.MP4)) {
      Recorded recorded = write(file.path(), patience, context);
      return result(id, file.commit(), recorded);
    }
  }

  private Recorded write(Path file, CameraPatience patience, TaskContext context)
      throws IOException, InterruptedException, CameraFailedException, TaskFailedException {
    try (MovieFile movie = new MovieFile(file)) {
      CopiedVideo video = new CopiedVideo(movie, patience.begunNanos(), asked.length());
      long dropped = record(video, patience, context);
      camera.leave();
      return new Recorded(video, video.finish(), dropped);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw WriteFailure.explained(e, folderOf(file));
    }
  }

  private long record(CopiedVideo video, CameraPatience patience, TaskContext context)
      throws IOException, InterruptedException, CameraFailedException, TaskFailedException {
    long dropped = 0;
    long told = -1;
    while (!video.isComplete()) {
      Optional<Frame> next = frames.next(TICK);
      boolean begun = video.hasBegun();
      if (next.isPresent()) {
        try {
          video.add(next.get());
        } finally {
          frames.done();
        }
      } else if (begun && elapsed(video) >= asked.length().plus(LATE_FRAMES).toNanos()) {
        return dropped;
      }
      int missing = frames.takeDropped();
      dropped += begun ? missing : 0;
      if (!video.hasBegun()) {
        patience.check(camera.camera());
      }
      long now = Math.min(TimeUnit.NANOSECONDS.toSeconds(elapsed(video)), asked.seconds());
      if (now != told) {
        told = now;
        context.progress(asked.percent(now), asked.note(now));
      }
      if (next.isEmpty() && camera.follow()) {
        video.changesCamera();
      }
    }
    if (!video.hasBegun()) {
      throw new CameraFailedException(
          "The camera '%s' was changed while the clip began.".formatted(asked.camera()));
    }
    return dropped;
  }

  private long elapsed(CopiedVideo video) {
    return video.elapsedNanos(environment.time().nanoTime());
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  private ObjectNode result(String id, long sizeBytes, Recorded recorded) {
    CopiedVideo video = recorded.video();
    VideoFormat format = Objects.requireNonNull(video.format());
    ObjectNode result =
        ResultJson.of(id, ResultType.MP4, sizeBytes, asked.camera())
            .put("format", "copy")
            .put("codec", format.codecName())
            .put("audio", video.audio())
            .put("width", format.width())
            .put("height", format.height())
            .put("seconds", Math.round(video.lengthNanos() / 1e8) / 10.0)
            .put("pictures", recorded.pictures())
            .put("dropped", recorded.dropped())
            .put("interruptions", video.interruptions());
    video.note().ifPresent(note -> result.put("note", note));
    return result;
  }
}
