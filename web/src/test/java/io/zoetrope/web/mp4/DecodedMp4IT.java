package io.zoetrope.web.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Track;
import io.zoetrope.mp4.fixture.EncodedTrack;
import io.zoetrope.mp4.fixture.EncodedTrack.Sample;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What FFmpeg makes of what viewers were sent. */
final class DecodedMp4IT {
  @TempDir private Path folder;

  @Test
  void everyFrameIsDecodedBeforeAndAfterTheCameraComesBackInAnotherSize() throws Exception {
    EncodedTrack small = EncodedTrack.h264(folder, 320, 240, 30, "-bf 2 -g 10");
    EncodedTrack large = EncodedTrack.h264(folder, 640, 480, 20, "-bf 0 -g 10");
    try (ServerPair pair = ServerPair.serving("door")) {
      long start = System.nanoTime();
      send(pair, small, small.samples(), start);
      Mp4Client viewer = new Mp4Client(pair.connect().get("/cameras/door/stream.mp4"));
      viewer.init();
      for (Sample _ : small.samples()) {
        viewer.sample();
      }
      pair.decoders().failsToOpen("its FFmpeg has no encoder for that");
      pair.fake("door").fails("the cable was pulled");
      long again = start + 5_000_000_000L;
      send(pair, large, large.samples().subList(0, 1), again);
      viewer.init();
      viewer.sample();
      send(pair, large, large.samples().subList(1, 20), again);
      for (int n = 1; n < 20; n++) {
        viewer.sample();
      }
      Path file = Files.write(folder.resolve("watched.mp4"), viewer.all());

      List<String> widths =
          EncodedTrack.run(
                  "ffprobe -v error -show_entries frame=width -of default=nw=1", file.toString())
              .lines()
              .filter(line -> line.startsWith("width"))
              .toList();

      assertThat(widths).hasSize(50);
      assertThat(widths.subList(0, 30)).containsOnly("width=320");
      assertThat(widths.subList(30, 50)).containsOnly("width=640");
    }
  }

  private static void send(
      ServerPair pair, EncodedTrack video, List<Sample> samples, long startNanos) {
    for (Sample sample : samples) {
      pair.fake("door")
          .shows(
              sample.data(),
              new Track(0, video.format()),
              sample.key(),
              startNanos + sample.presentationNanos(),
              startNanos + sample.decodeNanos());
    }
  }
}
