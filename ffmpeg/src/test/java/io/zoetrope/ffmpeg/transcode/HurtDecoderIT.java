package io.zoetrope.ffmpeg.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.ffmpeg.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An FFmpeg that decodes garbage, hangs or dies costs nothing but itself. */
class HurtDecoderIT {
  private static final TranscodeSettings PLAIN =
      new TranscodeSettings(OptionalInt.empty(), 80, Optional.empty());

  @TempDir private Path folder;
  private final DriverBench bench = new DriverBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatIsNoVideoCostsNothingButItself() throws Exception {
    SampleVideo video = new SampleVideo(160, 120, 0.4, "-c:v libx264 -tune zerolatency -g 5");
    try (TranscodedStream stream = open(bundled(), video, PLAIN)) {
      Frame garbage = SampleVideo.garbage(video.format(), bench.frames());
      stream.feed(garbage, true);
      garbage.release();
      Frame frame = video.frame(0, bench.frames());
      stream.feed(frame, true);
      Frame made = stream.read();
      assertThat(made.capturedNanos()).isEqualTo(frame.capturedNanos());
      frame.release();
      made.release();
    }
  }

  @Test
  void oneThatMakesNoPicturesIsReported() throws Exception {
    SampleVideo video = new SampleVideo(160, 120, 0.2, "-c:v libx264");
    try (TranscodedStream stream = open(bundled(), video, PLAIN)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> {
            for (int n = 0; n < 2000; n++) {
              Frame garbage = SampleVideo.garbage(video.format(), bench.frames());
              try {
                stream.feed(garbage, true);
              } finally {
                garbage.release();
              }
            }
          })
          .withMessage("FFmpeg makes no pictures of it");
    }
  }

  @Test
  void oneThatHangsIsEnded() throws Exception {
    SampleVideo video = new SampleVideo(640, 360, 2, "-c:v libx264 -g 1 -b:v 9M");
    Path hanging = script("hanging", "sleep 1000");
    try (TranscodedStream stream =
        new TranscodedStream(
            TranscoderCommand.toJpeg(hanging, video.format(), PLAIN),
            video.format(),
            EncodedPackets.jpeg(bench.frames()),
            Duration.ofMillis(200))) {
      CompletableFuture<Throwable> reader = reader(stream);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> feedAll(stream, video))
          .withMessageStartingWith("FFmpeg has taken no frame for ");
      assertThat(reader.get(60, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void oneThatDiesOrWritesGarbageIsExplained() throws Exception {
    SampleVideo video = new SampleVideo(160, 120, 0.2, "-c:v libx264");
    Map<String, String> said =
        Map.of(
            "echo 'no such filter' >&2; exit 1", "FFmpeg says: no such filter",
            "kill -SEGV $$", "FFmpeg has crashed (signal 11)",
            "exit 3", "FFmpeg has ended with exit code 3",
            "exec cat /bin/ls", "what FFmpeg writes is not NUT");
    for (Map.Entry<String, String> each : said.entrySet()) {
      Path program = script("broken", each.getKey());
      try (TranscodedStream stream = open(program, video, PLAIN)) {
        assertThat(reader(stream).get(60, TimeUnit.SECONDS)).hasMessage(each.getValue());
      } catch (IOException atOnce) {
        assertThat(atOnce).hasMessage(each.getValue());
      }
    }
  }

  @Test
  void whoeverReadsIsLetGoWhenItIsClosed() throws Exception {
    SampleVideo video = new SampleVideo(160, 120, 0.2, "-c:v libx264");
    TranscodedStream stream = open(bundled(), video, PLAIN);
    CompletableFuture<Throwable> reader = reader(stream);
    stream.close();

    assertThat(reader.get(60, TimeUnit.SECONDS)).hasMessage("it was closed");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> feedAll(stream, video))
        .withMessage("it was closed");
  }

  private static Path bundled() throws Exception {
    return FfmpegProgram.find(Optional.empty());
  }

  private Path script(String name, String line) throws IOException {
    Path script = folder.resolve(name + ".sh");
    Files.writeString(script, "#!/bin/bash\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private TranscodedStream open(Path program, SampleVideo video, TranscodeSettings settings)
      throws IOException {
    return new TranscodedStream(
        TranscoderCommand.toJpeg(program, video.format(), settings),
        video.format(),
        EncodedPackets.jpeg(bench.frames()),
        TranscodedStream.LONGEST_FRAME);
  }

  private void feedAll(TranscodedStream stream, SampleVideo video) throws IOException {
    for (int n = 0; n < video.count(); n++) {
      Frame frame = video.frame(n, bench.frames());
      try {
        stream.feed(frame, true);
      } finally {
        frame.release();
      }
    }
  }

  private static CompletableFuture<Throwable> reader(TranscodedStream stream) {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          List<Frame> read = new ArrayList<>();
          try {
            while (true) {
              read.add(stream.read());
            }
          } catch (Throwable e) {
            read.forEach(Frame::release);
            end.complete(e);
          }
        });
    return end;
  }
}
