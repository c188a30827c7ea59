package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.recording.video.H264Encoder;
import io.zoetrope.tasks.TaskFailedException;
import java.io.IOException;
import java.nio.file.Path;

/** Finds what a task needs, or says that it cannot be done. Any thread; may block. */
final class Lookups {
  private Lookups() {}

  static Camera camera(RecordingEnvironment environment, String id) throws TaskFailedException {
    return environment
        .cameras()
        .apply(id)
        .orElseThrow(() -> new TaskFailedException(noSuchCamera(id)));
  }

  static String noSuchCamera(String id) {
    return "There is no camera '%s'.".formatted(id);
  }

  static H264Encoder encoder(Path ffmpeg)
      throws TaskFailedException, IOException, InterruptedException {
    return H264Encoder.of(ffmpeg)
        .orElseThrow(() ->
            new TaskFailedException(
                "This machine's FFmpeg makes no H.264: use one with libx264 or libopenh264, see --ffmpeg."));
  }
}
