package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Rate;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.ffmpeg.fixture.FfmpegStandIn;
import io.zoetrope.ffmpeg.fixture.Programs;
import io.zoetrope.picture.HuffmanTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webcams, in whose place a library answers FFmpeg's calls to the system. */
class V4l2DriverIT {
  private final DriverBench bench = new DriverBench();

  @TempDir Path folder;

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "bundled"})
  void jpegsArePassedOnByteForByte(String which) throws Exception {
    Path program =
        which.equals("bundled") ? FfmpegProgram.find(Optional.empty()) : Programs.systemFfmpeg();
    Webcam webcam = new Webcam(folder, program);
    List<byte[]> pictures = Webcam.pictures();
    webcam.plugInJpegs("video0", pictures);

    try (FrameSource source = webcam.open(bench, webcam.uri("video0"))) {
      for (int i = 0; i < 2 * pictures.size(); i++) {
        assertThat(Pictures.next(source)).isEqualTo(pictures.get(i % pictures.size()));
      }
      await().until(source::description, "mjpeg 160x120"::equals);
    }
  }

  @Test
  void sequenceNumbersAndTimesIncrease() throws Exception {
    Webcam webcam = new Webcam(folder);
    webcam.plugInJpegs("video0", Webcam.pictures());

    try (FrameSource source = webcam.open(bench, webcam.uri("video0"))) {
      long number = -1;
      long nanos = Long.MIN_VALUE;
      for (int i = 0; i < 10; i++) {
        Frame frame = source.read();
        assertThat(frame.sequence()).isGreaterThan(number);
        assertThat(frame.capturedNanos()).isGreaterThan(nanos);
        number = frame.sequence();
        nanos = frame.capturedNanos();
        frame.release();
      }
    }
  }

  @Test
  void missingHuffmanTablesAreAddedAndNothingElseIsChanged() throws Exception {
    Webcam webcam = new Webcam(folder);
    byte[] whole = Pictures.numbered(1);
    byte[] sent = Pictures.withoutHuffmanTables(whole);
    webcam.plugInJpegs("video0", List.of(sent));

    try (FrameSource source = webcam.open(bench, webcam.uri("video0"))) {
      byte[] shown = Pictures.next(source);
      byte[] tables = HuffmanTables.segment();

      int inserted = indexOf(shown, tables);
      assertThat(without(shown, inserted, tables.length)).isEqualTo(sent);
      assertThat(Pictures.decoded(shown).getWidth()).isEqualTo(160);
    }
  }

  @Test
  void anOccasionalBrokenPictureIsSkipped() throws Exception {
    Webcam webcam = new Webcam(folder);
    List<byte[]> pictures = Webcam.pictures();
    webcam.plugInJpegs("video0", pictures, "broken-every 3");

    try (FrameSource source = webcam.open(bench, webcam.uri("video0"))) {
      assertThat(Pictures.next(source)).isEqualTo(pictures.get(0));
      assertThat(Pictures.next(source)).isEqualTo(pictures.get(1));
      assertThat(Pictures.next(source)).isEqualTo(pictures.get(3));
    }
  }

  @Test
  void rawPicturesAreEncoded() throws Exception {
    Webcam webcam = new Webcam(folder);
    webcam.plugIn("video0", Webcam.YUYV_ONLY);

    try (FrameSource source = webcam.open(bench, webcam.uri("video0"))) {
      var picture = Pictures.decoded(Pictures.next(source));

      assertThat(picture.getWidth()).isEqualTo(160);
      assertThat(picture.getHeight()).isEqualTo(120);
      assertThat(picture.getRGB(100, 60) & 0xFF)
          .as("brighter on the right")
          .isGreaterThan((picture.getRGB(20, 60) & 0xFF) + 20);
      await().until(source::description, "rawvideo 160x120"::equals);
    }
  }

  @Test
  void theRequestedSizeAndFormatAreUsed() throws Exception {
    Webcam webcam = new Webcam(folder);
    webcam.plugInJpegs("video0", Webcam.pictures());
    webcam.plugIn("video1", Webcam.YUYV_ONLY);

    try (FrameSource raw = webcam.open(bench, webcam.uri("video0") + "?format=yuyv422")) {
      raw.read().release();
      await().until(raw::description, "rawvideo 160x120"::equals);
    }
    try (FrameSource large = webcam.open(bench, webcam.uri("video1") + "?size=640x480")) {
      large.read().release();
      await().until(large::description, "rawvideo 640x480"::equals);
    }
  }

  @Test
  void aFormatLearnedForSomeOptionsIsNotAssumedForOthers() throws Exception {
    Path starts = folder.toRealPath().resolve("starts");
    Path counting = folder.resolve("counting-ffmpeg");
    Files.writeString(
        counting,
        "#!/bin/sh\necho start >>'%s'\nexec '%s' \"$@\"\n"
            .formatted(starts, Programs.systemFfmpeg()));
    assertThat(counting.toFile().setExecutable(true)).isTrue();
    Webcam webcam = new Webcam(folder, counting);
    webcam.plugInJpegs("video0", Webcam.pictures());
    V4l2Driver driver = webcam.driver();

    for (String format : List.of("mjpeg", "yuyv422", "mjpeg", "yuyv422")) {
      String uri = webcam.uri("video0") + "?format=" + format;
      try (FrameSource source = bench.open(driver, uri, webcam.ffmpeg())) {
        source.read().release();
      }
    }

    assertThat(Files.readAllLines(starts)).as("starts of FFmpeg").hasSize(4);
  }

  @Test
  void aSlowRateIsOneTheCameraKeeps() throws Exception {
    Webcam webcam = new Webcam(folder);
    webcam.plugInJpegs("video0", Webcam.pictures());

    try (FrameSource source = webcam.open(bench, webcam.uri("video0") + "?fps=5")) {
      assertThat(Rate.of(source, 1, 5)).isLessThan(8);
    }
  }

  @Test
  void aCameraThatListsNoFormatsIsTriedWithAndWithoutJpegs() throws Exception {
    Webcam webcam = new Webcam(folder);
    webcam.plugIn("video0", "card Secretive Webcam");
    Path ffmpeg = FfmpegStandIn.in(folder, "webcam-without-jpegs");
    V4l2Driver driver = webcam.driver();

    for (int opening = 0; opening < 2; opening++) {
      try (FrameSource source = bench.open(driver, webcam.uri("video0"), ffmpeg)) {
        assertThat(Pictures.next(source)).isEqualTo(Pictures.numbered(1));
        await().until(source::description, "rawvideo 640x480"::equals);
      }
    }
    try (FrameSource source = bench.open(driver, webcam.uri("video0") + "?format=mjpeg", ffmpeg)) {
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "FFmpeg ended with exit code 234: Error opening input files: Invalid argument");
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int start = 0; start + part.length <= bytes.length; start++) {
      if (Arrays.equals(bytes, start, start + part.length, part, 0, part.length)) {
        return start;
      }
    }
    throw new AssertionError("the part is not there");
  }

  private static byte[] without(byte[] bytes, int start, int length) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    rest.write(bytes, 0, start);
    rest.write(bytes, start + length, bytes.length - start - length);
    return rest.toByteArray();
  }
}
