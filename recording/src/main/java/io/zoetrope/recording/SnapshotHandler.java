package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.media.Frame;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskHandler;
import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.tasks.result.WriteFailure;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Stores a picture that a camera takes after the task has started. */
final class SnapshotHandler implements TaskHandler {
  /** Some cameras take half a minute to open. */
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final RecordingEnvironment environment;

  SnapshotHandler(RecordingEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public JsonNode run(TaskContext context) throws Exception {
    String id = context.task().id();
    SnapshotRequest asked = SnapshotRequest.read(context.task().payload());
    Camera camera = environment.camera(asked.camera());
    context.progress(0, "opening the camera");
    try (NewResult file = environment.results().begin(id, ResultType.JPEG);
        CameraPictures pictures = CameraPictures.of(camera, asked.rendition(), environment)) {
      Frame frame = pictures.next(PATIENCE, true);
      try {
        pictures.leave();
        write(frame, file);
        return ResultJson.of(id, ResultType.JPEG, file.commit(), asked.camera())
            .put("width", frame.videoFormat().width())
            .put("height", frame.videoFormat().height())
            .put("captured", frame.capturedAt().toString());
      } finally {
        frame.release();
      }
    }
  }

  private static void write(Frame frame, NewResult file) throws IOException {
    // Not through a channel, which an interruption closes.
    try (OutputStream out = new FileOutputStream(file.path().toFile())) {
      frame.data().readBytes(out, frame.sizeBytes());
    } catch (IOException e) {
      throw WriteFailure.explained(e, Objects.requireNonNull(file.path().getParent()));
    }
  }
}
