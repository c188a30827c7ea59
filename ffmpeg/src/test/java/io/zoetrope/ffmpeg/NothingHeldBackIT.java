package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.fixture.EncodedFiles;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture that a program has written is there before the program writes the next one. */
class NothingHeldBackIT {
  private static final int PICTURES = 50;
  private static final List<String> INPUT =
      List.of("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=2");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"nut", "flv"})
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void theLastPictureComesThoughNoOtherFollows(String container) throws Exception {
    Path file =
        new EncodedFiles(folder)
            .encoded(
                "clip", INPUT, "libx264", "-tune zerolatency -flush_packets 1", "-f", container);
    for (Path program : List.of(FfmpegProgram.find(Optional.empty()), Programs.systemFfmpeg())) {
      CountDownLatch end = new CountDownLatch(1);
      try (DriverBench bench = new DriverBench();
          InputStream feed = staysOpenAfter(Files.readAllBytes(file), end);
          FrameSource source =
              new CopiedSource(
                  program,
                  FfmpegInput.fed(feed).asItIs(),
                  bench.frames(),
                  new ConcurrentHashMap<>())) {
        for (int i = 0; i < PICTURES; i++) {
          Frame frame = source.read();
          assertThat(frame.track().isVideo()).isTrue();
          frame.release();
        }
      } finally {
        end.countDown();
      }
    }
  }

  private static InputStream staysOpenAfter(byte[] bytes, CountDownLatch end) {
    InputStream silence =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              var _ = end.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return -1;
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(bytes), silence);
  }
}
