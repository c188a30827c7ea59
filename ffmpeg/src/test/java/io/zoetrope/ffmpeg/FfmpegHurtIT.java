package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.fixture.ClipDriver;
import io.zoetrope.ffmpeg.fixture.FfmpegStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when FFmpeg does not do what it should. */
class FfmpegHurtIT {
  /** A close takes a second at most; this machine may have other work. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final byte[] GOOD = Pictures.numbered(1);

  private final DriverBench bench = new DriverBench();
  private final ChildProcesses children = new ChildProcesses();

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeft() {
    await("processes have ended").until(() -> children.started().isEmpty());
    await("log readers have ended").until(() -> children.logReaders().isEmpty());
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "wrapper", "stubborn", "steady", "noisy"})
  void closingEndsFfmpegAndItsChildren(String way) throws Exception {
    try (FrameSource source = open(way)) {
      Set<ProcessHandle> started = awaitStarted(way);

      assertClosesSoon(source);

      assertGone(started);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "wrapper", "stubborn"})
  void closingEndsABlockedRead(String way) throws Exception {
    try (FrameSource source = open(way)) {
      FutureTask<Void> reading =
          new FutureTask<>(() -> {
            readUntilItFails(source);
            return null;
          });
      Thread.ofPlatform().start(reading);
      Set<ProcessHandle> started = awaitStarted(way);

      assertClosesSoon(source);

      assertThatThrownBy(() -> reading.get(1, TimeUnit.MINUTES))
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessage("the source was closed");
      assertGone(started);
    }
  }

  @Test
  void ffmpegHasTimeToSayGoodbyeToACamera() throws Exception {
    try (FrameSource source = open("polite")) {
      source.read().release();
    }

    assertThat(folder.resolve("goodbye")).exists();
  }

  @Test
  void closingOnAnInterruptedThreadIsComplete() throws Exception {
    for (String way : new String[] {"polite", "stubborn"}) {
      FrameSource source = open(way);
      source.read().release();
      Set<ProcessHandle> started = children.started();

      Thread.currentThread().interrupt();
      source.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(started).isNotEmpty();
      assertGone(started);
    }
    assertThat(folder.resolve("goodbye")).exists();
  }

  @Test
  void closingTwiceDoesNoHarm() throws Exception {
    FrameSource source = open("steady");
    source.read().release();
    source.close();

    assertClosesSoon(source);
    assertThatThrownBy(source::read)
        .isInstanceOf(IOException.class)
        .hasMessage("the source was closed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          garbage        | what it sends is not a series of JPEG pictures
          no-line-ends   | what it sends is not a series of JPEG pictures
          endless-header | what it sends is not a series of JPEG pictures
          broken-only    | it sends broken pictures only: truncated: no end-of-image marker
          ends-with-3    | FFmpeg ended with exit code 3: The lens cap is on
          late-last-words | FFmpeg ended with exit code 3: The lens cap is on
          """)
  void nonsenseIsAFailureWithASentence(String way, String sentence) throws Exception {
    try (FrameSource source = open(way)) {
      assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessage(sentence);
    }
  }

  @Test
  void anImpossibleLengthIsIgnored() throws Exception {
    try (FrameSource source = open("huge-part")) {
      assertThat(Pictures.next(source)).isEqualTo(GOOD);
    }
  }

  @Test
  void aTruncatedPictureIsSkipped() throws Exception {
    try (FrameSource source = open("truncated-first")) {
      assertThat(Pictures.next(source)).isEqualTo(GOOD);
      assertThat(Pictures.next(source)).isEqualTo(GOOD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"noisy", "noisy-without-line-ends"})
  void aFloodOfMessagesDoesNotBlock(String way) throws Exception {
    try (FrameSource source = open(way)) {
      assertThat(Pictures.next(source)).isEqualTo(GOOD);
      assertThat(Pictures.next(source)).isEqualTo(GOOD);
    }
  }

  @Test
  void aProgramThatCannotRunIsAFailureAtTheOpening() {
    assertThatThrownBy(() -> open("no-interpreter"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("FFmpeg does not start: ");
  }

  @Test
  void aKilledFfmpegFailsAndTheNextOpeningWorks() throws Exception {
    try (FrameSource source = open("steady")) {
      source.read().release();
      ChildProcesses.signal(leader(), "KILL");
      assertThatThrownBy(() -> readUntilItFails(source)).hasMessage("FFmpeg was killed (signal 9)");
    }
    try (FrameSource source = open("steady")) {
      assertThat(Pictures.next(source)).isEqualTo(GOOD);
    }
  }

  @Test
  void aStoppedFfmpegIsClosed() throws Exception {
    try (FrameSource source = open("steady")) {
      source.read().release();
      ProcessHandle ffmpeg = leader();
      ChildProcesses.signal(ffmpeg, "STOP");

      assertClosesSoon(source);

      assertGone(Set.of(ffmpeg));
    }
  }

  private FrameSource open(String way) throws IOException, InterruptedException {
    Path clip = Files.write(folder.resolve("clip.avi"), new byte[1]);
    return bench.open(new ClipDriver(), "file:" + clip, FfmpegStandIn.in(folder, way));
  }

  private Set<ProcessHandle> awaitStarted(String way) {
    int atLeast = way.equals("wrapper") ? 2 : 1;
    return await().until(children::started, running -> running.size() >= atLeast);
  }

  /** The script itself, which may have children. */
  private ProcessHandle leader() {
    long here = ProcessHandle.current().pid();
    return children.started().stream()
        .filter(process -> process.parent().map(ProcessHandle::pid).orElse(0L) == here)
        .findFirst()
        .orElseThrow();
  }

  private static void readUntilItFails(FrameSource source) throws Exception {
    while (true) {
      source.read().release();
    }
  }

  /** A process that was killed may take a moment to be seen as gone. */
  private static void assertGone(Set<ProcessHandle> processes) {
    await().atMost(SOON).until(() -> processes.stream().allMatch(ChildProcesses::isGone));
  }

  private static void assertClosesSoon(FrameSource source) {
    long start = System.nanoTime();
    source.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
  }
}
