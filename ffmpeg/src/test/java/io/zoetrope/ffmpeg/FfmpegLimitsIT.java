package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraStatus.Fault;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.ffmpeg.fixture.BlackPng;
import io.zoetrope.ffmpeg.fixture.ClipDriver;
import io.zoetrope.ffmpeg.fixture.FfmpegStandIn;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What FFmpeg reads may come from strangers: it must not cost this machine its memory or time. */
class FfmpegLimitsIT {
  private static final Pattern HIGHEST = Pattern.compile("VmHWM:\\s*(\\d+) kB");
  private static final String SENTENCE =
      "its pictures have %s pixels; Zoetrope takes at most 64 million";

  enum Ffmpeg {
    BUNDLED,
    SYSTEM
  }

  private final DriverBench bench = new DriverBench();
  private final ChildProcesses children = new ChildProcesses();

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeft() {
    await("processes have ended").until(() -> children.started().isEmpty());
    bench.close();
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void aSmallFileThatIsAHugePictureIsRefusedBeforeItIsDecoded(Ffmpeg ffmpeg) throws Exception {
    Path png = Files.write(folder.resolve("bomb.png"), BlackPng.of(9_000, 9_000));
    assertThat(png).satisfies(file -> assertThat(Files.size(file)).isLessThan(300_000));

    try (FrameSource source = open(png, ffmpeg)) {
      FutureTask<Void> reading =
          new FutureTask<>(() -> {
            source.read().release();
            return null;
          });
      Thread.ofPlatform().start(reading);
      long highest = 0;
      while (!reading.isDone()) {
        highest = Math.max(highest, highestMegabytes());
        Thread.onSpinWait();
      }

      assertThatThrownBy(() -> reading.get(0, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessage(SENTENCE.formatted("9000x9000"));
      assertThat(highest).as("MB").isLessThan(150);
    }
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void aJpegThatClaimsTheLargestPossibleSizeIsRefused(Ffmpeg ffmpeg) throws Exception {
    byte[] claiming = Pictures.withSize(Pictures.whole(320, 180, 1), 65_535, 65_535);
    Path jpeg = Files.write(folder.resolve("claims.jpg"), claiming);

    try (FrameSource source = open(jpeg, ffmpeg)) {
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage(SENTENCE.formatted("65535x65535"));
    }
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void aPictureJustBelowTheLimitIsShown(Ffmpeg ffmpeg) throws Exception {
    Path png = Files.write(folder.resolve("large.png"), BlackPng.of(7_900, 7_900));

    try (FrameSource source = open(png, ffmpeg)) {
      Frame frame = source.read();
      assertThat(frame.format()).isEqualTo(new Jpeg(7_900, 7_900));
      frame.release();
    }
  }

  @Test
  void anFfmpegThatNeedsTooMuchMemoryIsEnded() throws Exception {
    FfmpegInput input = FfmpegInput.device("testsrc2=size=4000x4000:rate=10", "-f", "lavfi");
    List<String> command = FfmpegCommand.toMpjpeg(Programs.systemFfmpeg(), input, false);

    try (FfmpegProcess process = new FfmpegProcess(command, Optional.empty(), 32L << 20)) {
      process.output().transferTo(OutputStream.nullOutputStream());

      assertThat(process.explainEnd(input))
          .hasMessage("FFmpeg was ended because it needed more than 32 MB of memory for this");
    }
  }

  @Test
  void childrenOfAWrapperScriptCountTowardsTheLimit() throws Exception {
    List<String> command = List.of("sh", "-c", "head -c 200M /dev/zero | tail -c 150M | sleep 100");

    try (FfmpegProcess process = new FfmpegProcess(command, Optional.empty(), 64L << 20)) {
      process.output().transferTo(OutputStream.nullOutputStream());

      assertThat(process.explainEnd(FfmpegInput.device("script")))
          .hasMessageContaining("more than 64 MB of memory");
    }
  }

  @Test
  void aBusyFfmpegWithoutPicturesIsEnded() throws Exception {
    SettableClock clock = new SettableClock();
    Path clip = Files.write(folder.resolve("clip.avi"), new byte[1]);
    CameraUri uri = CameraUri.parse("file:" + clip);
    Path busy = FfmpegStandIn.in(folder, "busy");
    try (CameraSystem system =
        CameraSystem.builder().time(clock).setting(FfmpegProgram.SETTING, busy.toString()).open()) {
      Camera camera =
          system.add(
              CameraSettings.of("camera"),
              uri.masked(),
              context -> () -> new ClipDriver().open(uri, context));
      Subscription watching =
          camera.stream().join((frame, subscription) -> subscription.ready(), Runnable::run);
      Set<ProcessHandle> started = await().until(children::started, all -> !all.isEmpty());

      clock.advance(Duration.ofSeconds(11));

      await("it is gone").until(() -> started.stream().allMatch(ChildProcesses::isGone));
      assertThat(camera.status().lastFault())
          .map(Fault::reason)
          .contains("the camera has sent no picture for 10 seconds");
      watching.close();
    }
  }

  private FrameSource open(Path file, Ffmpeg ffmpeg) throws Exception {
    String uri = "file:" + file;
    return switch (ffmpeg) {
      case BUNDLED -> bench.open(new ClipDriver(), uri);
      case SYSTEM -> bench.open(new ClipDriver(), uri, Programs.systemFfmpeg());
    };
  }

  /** What any of the children has ever held. */
  private long highestMegabytes() {
    return children.started().stream().mapToLong(FfmpegLimitsIT::highestMegabytes).max().orElse(0);
  }

  private static long highestMegabytes(ProcessHandle process) {
    try {
      Path status = Path.of("/proc/%d/status".formatted(process.pid()));
      Matcher highest = HIGHEST.matcher(Files.readString(status));
      return highest.find() ? Long.parseLong(highest.group(1)) >> 10 : 0;
    } catch (IOException e) {
      return 0; // It has ended meanwhile.
    }
  }
}
