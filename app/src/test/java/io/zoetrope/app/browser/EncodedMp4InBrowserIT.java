package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.zoetrope.app.Served;
import io.zoetrope.mp4.fixture.EncodedTrack;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera of JPEGs as H.264, with all that is real in between. */
final class EncodedMp4InBrowserIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PATH = "/cameras/made/stream.mp4";
  private static final int BYTES = 400_000;

  @TempDir private Path folder;
  private Served server;

  @BeforeEach
  void start() throws Exception {
    server = Served.cameras("made=test:?size=320x240&fps=25");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aVideoElementPlaysIt() throws Exception {
    try (Browser browser = Browser.launch()) {
      Page page = browser.open(server.url("healthz"));
      page.evaluate(
          """
          path => {
            const video = document.createElement('video');
            video.muted = true;
            video.autoplay = true;
            video.src = path;
            document.body.append(video);
          }
          """,
          PATH);

      await().atMost(PATIENCE).until(() -> number(page, "videoWidth") == 320);
      int before = painted(page);
      await().atMost(PATIENCE).until(() -> painted(page) > before + 50);
      assertThat(page.evaluate("document.querySelector('video').error")).isNull();
    }
  }

  @Test
  void ffprobeCountsEveryFrame() throws Exception {
    Path file = folder.resolve("watched.mp4");
    try (InputStream in = URI.create(server.url(PATH.substring(1))).toURL().openStream();
        OutputStream out = Files.newOutputStream(file)) {
      out.write(wholeFragments(in.readNBytes(BYTES)));
    }
    int fragments = 0;
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    for (int at = bytes.indexOf("mdat"); at >= 0; at = bytes.indexOf("mdat", at + 4)) {
      fragments++;
    }

    List<String> frames =
        EncodedTrack.run(
                "ffprobe -v fatal -show_entries frame=width,pict_type -of csv=p=0", file.toString())
            .lines()
            .toList();

    assertThat(frames).hasSize(fragments);
    assertThat(fragments).isGreaterThan(30);
    assertThat(frames.getFirst()).startsWith("320,I");
    assertThat(frames).noneMatch(frame -> frame.contains("B"));
  }

  @ParameterizedTest
  @CsvSource({
    "mpeg4.mp4, -c:v mpeg4 -q:v 3, ''",
    "vp8.webm, -c:v libvpx -b:v 2M -deadline realtime, ''",
    "hevc.mp4, -c:v libx265 -x265-params log-level=none, ?video=h264",
  })
  void othersAreSeenAsTheyWere(String name, String encoder, String asked) throws Exception {
    Path still = folder.resolve("still.png");
    EncodedTrack.run(
        "ffmpeg -v error -f lavfi -i testsrc2=size=320x240 -frames:v 1", still.toString());
    Path video = folder.resolve(name);
    EncodedTrack.run(
        "ffmpeg -v error -loop 1 -r 25 -i",
        still.toString(),
        "-t 4 -pix_fmt yuv420p " + encoder,
        video.toString());
    Path watched = folder.resolve("watched.mp4");
    try (Served other = Served.cameras("other=file:" + video + "?loop=true");
        InputStream in =
            URI.create(other.url("cameras/other/stream.mp4" + asked)).toURL().openStream();
        OutputStream out = Files.newOutputStream(watched)) {
      out.write(wholeFragments(in.readNBytes(40_000)));
    }

    String said =
        EncodedTrack.run(
            "ffmpeg -hide_banner -nostats -i",
            watched.toString(),
            "-loop 1 -i",
            still.toString(),
            "-lavfi [0:v][1:v]psnr -frames:v 5 -f null -");

    assertThat(said).contains("Video: h264");
    Matcher decibels = Pattern.compile("PSNR .*average:([\\d.]+)").matcher(said);
    assertThat(decibels.find()).as(said).isTrue();
    assertThat(Double.parseDouble(decibels.group(1))).isGreaterThan(25);
  }

  /** FFmpeg reads nothing of a file that ends within a header. */
  private static byte[] wholeFragments(byte[] read) {
    String bytes = new String(read, StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(read, bytes.lastIndexOf("moof") - 4);
  }

  private static int painted(Page page) {
    return number(page, "getVideoPlaybackQuality().totalVideoFrames");
  }

  private static int number(Page page, String of) {
    return ((Number) page.evaluate("document.querySelector('video')." + of)).intValue();
  }
}
