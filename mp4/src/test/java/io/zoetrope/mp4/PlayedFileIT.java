package io.zoetrope.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Track;
import io.zoetrope.mp4.fixture.EncodedTrack;
import io.zoetrope.mp4.fixture.EncodedTrack.Sample;
import io.zoetrope.mp4.fixture.Gstreamer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs find in a file of our fragments: all that was put in, and when. */
final class PlayedFileIT {
  private static final long A_WEEK = 7L * 86_400 * 1_000_000_000;
  private static final String B_FRAMES_AND_SLICES = "-bf 2 -g 25 -x264-params slices=4:scenecut=0";

  @TempDir private static Path folder;
  private static EncodedTrack video;
  private static EncodedTrack sound;
  private static Path file;

  private record Timed(EncodedTrack track, int id, Sample sample) {}

  @BeforeAll
  static void write() throws Exception {
    video = EncodedTrack.h264(folder, 320, 240, 75, B_FRAMES_AND_SLICES);
    sound = EncodedTrack.aac(folder, 3);
    file = folder.resolve("ours.mp4");
    List<Timed> all = new ArrayList<>();
    video.samples().forEach(sample -> all.add(new Timed(video, 0, sample)));
    sound.samples().forEach(sample -> all.add(new Timed(sound, 1, sample)));
    all.sort(Comparator.comparingLong(each -> each.sample().decodeNanos()));
    FrameFactory frames = new FrameFactory(new UnpooledByteBufAllocator(true), new SettableClock());
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(
          InitSegment.of(List.of(new Track(0, video.format()), new Track(1, sound.format()))));
      for (Timed each : all) {
        Frame frame = each.track().frame(each.sample(), each.id(), A_WEEK, frames);
        out.write(Fragment.header(frame, 0, frame.intervalNanos()));
        out.write(each.sample().data());
        frame.release();
      }
    }
  }

  @Test
  void ffmpegDecodesEveryFrame() throws Exception {
    assertThat(video.samples())
        .anyMatch(sample -> sample.presentationNanos() > sample.decodeNanos());

    assertThat(
            probe(
                "-count_frames -show_entries stream=codec_name,width,height,nb_read_frames,sample_rate,channels"))
        .containsExactly("h264,320,240,75", "aac,48000,2," + sound.samples().size());
  }

  @Test
  void ffmpegFindsEverySampleAsItWasAtItsTime() throws Exception {
    assertThat(
            probe(
                "-select_streams v -show_data_hash SHA160 -show_entries packet=pts,dts,flags,data_hash"))
        .containsExactlyElementsOf(
            video.samples().stream().map(each -> line(each, 90_000)).toList());
    assertThat(
            probe(
                "-select_streams a -show_data_hash SHA160 -show_entries packet=pts,dts,flags,data_hash"))
        .containsExactlyElementsOf(
            sound.samples().stream().map(each -> line(each, 48_000)).toList());
  }

  @Test
  void ffmpegGoesOnWhereTheSizeChangesAndTimeGoesOn() throws Exception {
    EncodedTrack larger = EncodedTrack.h264(folder, 640, 480, 25, "-g 25");
    FrameFactory frames = new FrameFactory(new UnpooledByteBufAllocator(true), new SettableClock());
    Fragments fragments = new Fragments(0);
    Path changing = folder.resolve("changing.mp4");
    try (OutputStream out = Files.newOutputStream(changing)) {
      for (EncodedTrack each : List.of(video, larger)) {
        out.write(InitSegment.of(List.of(new Track(0, each.format()))));
        for (Sample sample : each.samples()) {
          Frame frame = each.frame(sample, 0, each.equals(video) ? A_WEEK : 2 * A_WEEK, frames);
          out.write(ByteBufUtil.getBytes(frame.attachment(fragments)));
          frame.release();
        }
      }
    }

    List<String> shown =
        EncodedTrack.run(
                "ffprobe -v error -show_entries frame=width -of default=nw=1", changing.toString())
            .lines()
            .filter(line -> line.startsWith("width"))
            .toList();

    assertThat(shown).hasSize(75 + 25);
    assertThat(shown.subList(0, 75)).containsOnly("width=320");
    assertThat(shown.subList(75, 100)).containsOnly("width=640");
  }

  @Test
  void gstreamerFindsEverySample() throws Exception {
    assertThat(Gstreamer.samples(file)).containsExactly(75, sound.samples().size());
  }

  private static List<String> probe(String options) throws IOException, InterruptedException {
    return EncodedTrack.run("ffprobe -v error", options, "-of csv=p=0", file.toString())
        .lines()
        .toList();
  }

  private static String line(Sample sample, int scale) {
    return "%d,%d,%s,SHA160:%s"
        .formatted(
            ProbedValues.units(A_WEEK + sample.presentationNanos(), scale),
            ProbedValues.units(A_WEEK + sample.decodeNanos(), scale),
            sample.key() ? "K_" : "__",
            ProbedValues.sha1(sample.data()));
  }
}
