package io.zoetrope.recording.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HangingFfmpegIT {
  /** More than a pipe holds. */
  private static final byte[] LARGE = Arrays.copyOf(Pictures.whole(320, 180, 1), 1 << 20);

  @TempDir private Path folder;

  @Test
  void aHangingFfmpegIsEndedAndReported() throws Exception {
    ChildProcesses children = new ChildProcesses();
    Path program = folder.resolve("ffmpeg");
    Files.writeString(program, "#!/bin/sh\nexec sleep 1000\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    VideoSettings format = new VideoSettings(Optional.empty(), 320, 180, 1);
    try (PictureQueue queue = new PictureQueue();
        VideoWriter video =
            new VideoWriter(
                program, format, folder.resolve("video"), queue, Duration.ofSeconds(1))) {
      for (int picture = 0; picture < 3; picture++) {
        queue.put(TimedPicture.of(LARGE, picture * 40_000L));
      }

      assertThat(video.awaitFed(Duration.ofSeconds(20))).isTrue();
      assertThatThrownBy(video::finish)
          .isInstanceOf(IOException.class)
          .hasMessage("FFmpeg could not make the video: it has taken no picture for 1 seconds.");
    }
    await().until(() -> children.started().isEmpty());
  }
}
