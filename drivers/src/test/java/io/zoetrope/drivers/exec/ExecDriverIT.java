package io.zoetrope.drivers.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Clips;
import io.zoetrope.drivers.fixture.Video;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands whose output is video of any kind, and those that misbehave. */
class ExecDriverIT extends ExecDriverFixture {
  /** A close takes a second at most; this machine may have other work. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void aSeriesOfJpegsIsPassedOnUnchanged() throws Exception {
    Path first = Files.write(folder.resolve("1.jpg"), Pictures.numbered(1));
    Path second = Files.write(folder.resolve("2.jpg"), Pictures.numbered(2));
    try (FrameSource source =
        open(script("cat '%s' '%s'; exec sleep 60".formatted(first, second)))) {
      Frame one = source.read();
      Frame two = source.read();
      assertThat(two.sequence()).isEqualTo(one.sequence() + 1);
      assertThat(two.capturedNanos()).isGreaterThanOrEqualTo(one.capturedNanos());
      assertThat(Pictures.bytesOf(one)).isEqualTo(Pictures.numbered(1));
      assertThat(Pictures.bytesOf(two)).isEqualTo(Pictures.numbered(2));
      assertThat(source.description()).isEqualTo("mjpeg");
    }
  }

  @Test
  void bytesAfterAPictureAreDroppedAndAMissingEndMarkerIsAdded() throws Exception {
    byte[] second = Pictures.numbered(2);
    Path one = Files.write(folder.resolve("1.jpg"), Pictures.numbered(1));
    Path gainMap = Files.write(folder.resolve("gain.jpg"), Pictures.whole(80, 60, 9));
    Path two = Files.write(folder.resolve("2.jpg"), Arrays.copyOf(second, second.length - 2));
    String script =
        "cat '%1$s' '%2$s' '%3$s' '%1$s' '%2$s'; exec sleep 60".formatted(one, gainMap, two);
    try (FrameSource source = open(script(script))) {
      assertThat(Pictures.next(source)).isEqualTo(Pictures.numbered(1));
      assertThat(Pictures.next(source)).isEqualTo(second);
      assertThat(Pictures.next(source)).isEqualTo(Pictures.numbered(1));
    }
  }

  @Test
  void multipartIsPassedOnUnchanged() throws Exception {
    Clips.MjpegClip clip = Clips.mjpeg(folder, 1);
    try (FrameSource source = open(ffmpeg(clip.file(), "-f mpjpeg"))) {
      for (byte[] picture : clip.pictures()) {
        assertThat(Pictures.next(source)).isEqualTo(picture);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "matroska", "h264"})
  void otherVideoGoesThroughFfmpeg(String format) throws Exception {
    Path clip = Clips.h264(folder, 2);
    try (FrameSource source = open(ffmpeg(clip, "-bsf:v h264_mp4toannexb -f " + format))) {
      for (int i = 0; i < 10; i++) {
        Frame frame = source.read();
        assertThat(frame.format()).isInstanceOf(H264.class);
        assertThat(Video.widthOf(frame)).isEqualTo(320);
      }
      assertThat(source.description()).startsWith("h264");
    }
  }

  @Test
  void jpegsInAContainerArePassedOnUnchanged() throws Exception {
    Clips.MjpegClip clip = Clips.mjpeg(folder, 2);
    String uri = ffmpeg(clip.file(), "-f matroska");
    try (FrameSource source = open(uri)) {
      assertThat(Pictures.next(source)).isEqualTo(clip.pictures().getFirst());
    }
  }

  @Test
  void textThatLooksLikeOptionsBelongsToTheCommand() throws Exception {
    Path picture = Files.write(folder.resolve("1.jpg"), Pictures.numbered(1));
    Path script = program("[ \"$1\" = 'a?b=c&d' ] && cat '%s'; exec sleep 60".formatted(picture));
    try (FrameSource source = open("exec:" + script + " a?b=c&d")) {
      assertThat(Pictures.next(source)).isEqualTo(Pictures.numbered(1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 600",
        "trap '' TERM INT; sleep 600 & sleep 600 & wait; wait; sleep 600",
        "while cat picture; do sleep 0.02; done",
        "cat noise /dev/zero"
      })
  void closingEndsTheProgramAndItsChildren(String body) throws Exception {
    Files.write(folder.resolve("picture"), Pictures.numbered(1));
    Files.writeString(folder.resolve("noise"), "noise");
    try (FrameSource source = open(script("cd '%s'; %s".formatted(folder, body)))) {
      FutureTask<Void> reading =
          new FutureTask<>(() -> {
            readUntilItFails(source);
            return null;
          });
      Thread.ofPlatform().start(reading);
      Set<ProcessHandle> started = await().until(children::started, all -> !all.isEmpty());

      assertClosesSoon(source);

      assertThatThrownBy(() -> reading.get(1, TimeUnit.MINUTES))
          .cause()
          .hasMessage("the source was closed");
      await().atMost(SOON).until(() -> started.stream().allMatch(ChildProcesses::isGone));
    }
  }

  @Tag("full")
  @Test
  void manyOpeningsLeaveNoDescriptor() throws Exception {
    Files.write(folder.resolve("picture"), Pictures.numbered(1));
    String jpegs = script("while cat '%s/picture'; do sleep 0.02; done".formatted(folder));
    String other = ffmpeg(Clips.h264(folder, 2), "-f mpegts");
    round(jpegs);
    round(other);
    long before = ChildProcesses.openDescriptors();
    for (int i = 0; i < 30; i++) {
      round(i % 5 == 0 ? other : jpegs);
    }
    await().until(() -> ChildProcesses.openDescriptors() <= before);
  }

  private void round(String uri) throws Exception {
    try (FrameSource source = open(uri)) {
      source.read().release();
    }
  }

  private static void assertClosesSoon(FrameSource source) {
    long start = System.nanoTime();
    source.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
  }
}
