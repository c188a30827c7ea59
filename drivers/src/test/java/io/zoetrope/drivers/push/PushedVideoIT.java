package io.zoetrope.drivers.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.fixture.EncodedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FLV and MPEG-TS that somebody publishes reach the camera unit by unit as they were sent. */
final class PushedVideoIT {
  private static final List<String> PICTURES =
      List.of("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=2");
  private static final List<String> SOUND =
      List.of("-f", "lavfi", "-i", "sine=duration=2:sample_rate=48000");

  private final DriverBench bench = new DriverBench();
  private final PushPoint point =
      (PushPoint) new PushDriver().publishPoint(CameraUri.parse("push:"), "door", bench.context());

  private final List<TrackFormat> formats = new ArrayList<>();
  private final List<String> video = new ArrayList<>();
  private final List<String> audio = new ArrayList<>();
  private final EncodedFiles files;

  PushedVideoIT(@TempDir Path folder) {
    files = new EncodedFiles(folder);
  }

  @AfterEach
  void nothingIsKept() {
    point.close();
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "flv, H264, libx264, -bf 2 -g 10, aac",
    "mpegts, H264, libx264, -tune zerolatency -slices 4 -g 10, aac",
    "mpegts, H265, libx265, -x265-params info=0:bframes=2:keyint=10, libopus",
  })
  void videoAndSoundAreWhatWasSent(
      String container, UnitSyntax syntax, String encoder, String options, String sound)
      throws Exception {
    Path pictures = files.encoded("v.mkv", PICTURES, encoder, options, "-f", "matroska");
    Path tone = files.encoded("a.mkv", SOUND, sound, "", "-f", "matroska");
    Path file = files.joined(container, pictures, tone);
    String format = syntax == UnitSyntax.H264 ? "h264" : "hevc";

    FutureTask<Publication.Taken> publishing = publish(file);
    readAll();

    assertThat(publishing.get(1, TimeUnit.MINUTES)).isEqualTo(new Publication.Taken(50, 0));
    assertThat(formats).hasSize(2);
    assertThat(video).isEqualTo(files.unitsOf(syntax, pictures, format));
    assertThat(audio).hasSizeGreaterThan(80).isSubsetOf(EncodedFiles.packetsOf(tone));
  }

  @Test
  void aCameraThatIsOpenedLaterBeginsWithTheLastKeyFrame() throws Exception {
    Path file = files.encoded("v.flv", PICTURES, "libx264", "-bf 0 -g 250", "-f", "flv");
    List<String> sent = files.unitsOf(UnitSyntax.H264, file, "h264");
    UnfinishedBody body = new UnfinishedBody(Files.readAllBytes(file));
    FutureTask<Publication.Taken> publishing = publish(body);

    for (int opening = 0; opening < 2; opening++) {
      video.clear();
      long before = bench.frames().takeNumber();
      try (FrameSource source = point.open()) {
        while (video.size() < 40) {
          Frame frame = source.read();
          assertThat(frame.sequence()).isGreaterThan(before);
          note(frame);
          frame.release();
        }
      }
      assertThat(video).isEqualTo(sent.subList(0, video.size()));
    }

    body.end();
    assertThat(publishing.get(1, TimeUnit.MINUTES).pictures()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({"flv", "mpegts"})
  void aPublisherMayChangeTheSizeOfItsPictures(String container) throws Exception {
    Path small = files.encoded("s.h264", PICTURES, "libx264", "-bf 0", "-f", "h264");
    Path large =
        files.encoded("l.h264", PICTURES, "libx264", "-bf 0 -vf scale=640:480", "-f", "h264");
    Path both = files.folder().resolve("both.h264");
    Files.write(both, Files.readAllBytes(small));
    Files.write(both, Files.readAllBytes(large), StandardOpenOption.APPEND);

    FutureTask<Publication.Taken> publishing = publish(files.joined(container, both, both));
    readAll();

    assertThat(publishing.get(1, TimeUnit.MINUTES).pictures()).isEqualTo(100);
    assertThat(formats)
        .extracting(format -> ((VideoFormat) format).width())
        .containsExactly(320, 640);
  }

  @Test
  void whoSendsFasterThanItIsToBePlayedHasToWait() throws Exception {
    Path file =
        files.encoded(
            "long.flv",
            List.of("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=25:duration=6"),
            "libx264",
            "-g 25",
            "-f",
            "flv");
    long begun = System.nanoTime();

    FutureTask<Publication.Taken> publishing = publish(file);
    readAll();

    assertThat(publishing.get(1, TimeUnit.MINUTES).pictures()).isEqualTo(150);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(3));
  }

  @Test
  void aPublisherThatIsCutLeavesNothing() throws Exception {
    Path file = files.encoded("v.flv", PICTURES, "libx264", "-bf 0 -g 10", "-f", "flv");
    UnfinishedBody body = new UnfinishedBody(Files.readAllBytes(file));
    FutureTask<Publication.Taken> publishing = publish(body);
    try (FrameSource source = point.open()) {
      source.read().release();
    }

    body.cut();

    assertThatThrownBy(() -> publishing.get(1, TimeUnit.MINUTES))
        .hasRootCauseMessage("the connection is gone");
    assertThatThrownBy(point::open).hasMessageStartingWith("the publisher has left");
    await().until(() -> bench.bytesInUse() == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "FLV, what is there is not video that FFmpeg can read",
    "MP4, 'it is MP4; with -f flv or -f mpegts, FFmpeg makes what can be published of it'",
    "MKV, 'it is Matroska or WebM; with -f flv or -f mpegts, FFmpeg makes what can be published of it'",
  })
  void whatIsNotFlvOrMpegTsIsRefusedWithASentence(String kind, String sentence) throws Exception {
    byte[] garbage = new byte[200_000];
    new Random(3).nextBytes(garbage);
    byte[] begin =
        switch (kind) {
          case "FLV" -> new byte[] {'F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0};
          case "MP4" -> new byte[] {0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'};
          default -> new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};
        };
    System.arraycopy(begin, 0, garbage, 0, begin.length);
    try (Publication publication = point.begin(new Unconcerned(), "")) {
      assertThatThrownBy(() -> publication.publish(new ByteArrayInputStream(garbage), false))
          .isInstanceOf(IOException.class)
          .hasMessage(sentence);
    }
  }

  private FutureTask<Publication.Taken> publish(Path file) throws Exception {
    return publish(Files.newInputStream(file));
  }

  private FutureTask<Publication.Taken> publish(InputStream body) throws Exception {
    Publication publication = point.begin(new Unconcerned(), "");
    FutureTask<Publication.Taken> publishing =
        new FutureTask<>(() -> {
          try (publication;
              body) {
            return publication.publish(body, false);
          }
        });
    Thread.ofPlatform().daemon().start(publishing);
    return publishing;
  }

  private void readAll() throws InterruptedException {
    try (FrameSource source = point.open()) {
      while (true) {
        Frame frame = source.read();
        note(frame);
        frame.release();
      }
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("the publisher has left");
    }
  }

  private void note(Frame frame) {
    if (!formats.contains(frame.format())) {
      formats.add(frame.format());
    }
    if (frame.track().isVideo()) {
      NalUnits.behindLengths(
          frame.data(), NalUnits.PREFIX_BYTES, unit -> video.add(EncodedFiles.hash(unit)));
    } else {
      audio.add(EncodedFiles.hash(frame.data()));
    }
  }

  private record Unconcerned() implements Publisher {
    @Override
    public void watchedChanged() {}

    @Override
    public void replaced() {}
  }
}
