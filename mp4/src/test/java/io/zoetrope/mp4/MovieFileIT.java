package io.zoetrope.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.mp4.fixture.EncodedTrack;
import io.zoetrope.mp4.fixture.EncodedTrack.Sample;
import io.zoetrope.mp4.fixture.Gstreamer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs find in a finished movie: all that was put in, and when. */
final class MovieFileIT {
  private static final long SECOND = 1_000_000_000;
  private static final long A_WEEK = 7L * 86_400 * SECOND;
  private static final int VIDEO = 0;
  private static final int SOUND = 1;

  @TempDir private static Path folder;
  private static EncodedTrack video;
  private static EncodedTrack larger;
  private static EncodedTrack sound;

  private final FrameFactory frames =
      new FrameFactory(new UnpooledByteBufAllocator(true), new SettableClock());
  private final Path file = folder.resolve("movie.mp4");

  private record Timed(EncodedTrack track, int id, Sample sample, long startNanos) {}

  @BeforeAll
  static void encode() throws Exception {
    video = EncodedTrack.h264(folder, 320, 240, 75, "-bf 2 -g 25 -x264-params slices=4:scenecut=0");
    larger = EncodedTrack.h264(folder, 640, 480, 25, "-bf 0 -g 25 -profile:v high -threads 1");
    sound = EncodedTrack.aac(folder, 3);
  }

  @Test
  void everySampleIsAsItWasAtItsTime() throws Exception {
    int shown = write(0, 3 * SECOND, all(video, VIDEO, 0), all(sound, SOUND, 0));

    assertThat(shown).isEqualTo(75);
    assertThat(packets("v")).isEqualTo(lines(video.samples(), 90_000));
    assertThat(packets("a"))
        .isEqualTo(lines(sound.samples().subList(0, soundsBefore(3 * SECOND)), 48_000));
    assertThat(probe("-count_frames -select_streams v -show_entries stream=nb_read_frames"))
        .containsExactly("75");
    assertThat(probe("-show_entries format=start_time,duration:format_tags=major_brand"))
        .containsExactly("0.000000,3.000000,isom");
    assertThat(probe("-show_entries stream=codec_name,start_time,duration,avg_frame_rate"))
        .containsExactly("h264,25/1,0.000000,3.000000", "aac,0/0,0.000000,3.000000");
  }

  @Test
  void aMovieBeginsBetweenKeyFrames() throws Exception {
    int shown = write(520 * SECOND / 1000, 2 * SECOND, all(video, VIDEO, 0), all(sound, SOUND, 0));

    assertThat(shown).isEqualTo(37);
    assertThat(probe("-count_frames -select_streams v -show_entries stream=nb_read_frames"))
        .containsExactly("37");
    assertThat(probe("-select_streams v -show_entries frame=pts_time").getFirst())
        .startsWith("0.000000");
    assertThat(probe("-show_entries format=duration")).containsExactly("1.480000");
  }

  @Test
  void soundThatBeginsLateIsLateInTheMovie() throws Exception {
    write(0, 4 * SECOND, all(video, VIDEO, 0), all(sound, SOUND, SECOND));

    assertThat(probe("-select_streams a -show_entries stream=start_time,duration"))
        .allMatch(times -> times.startsWith("1.000000,3.0"));
    assertThat(probe("-select_streams v -show_entries stream=duration"))
        .as("the last picture stays")
        .containsExactly("4.000000");
  }

  @Test
  void aVideoGoesOnInAnotherSize() throws Exception {
    write(0, 4 * SECOND, all(video, VIDEO, 0), all(larger, VIDEO, 3 * SECOND));

    assertThat(probe("-select_streams v -show_entries frame=width,height"))
        .filteredOn(line -> line.startsWith("640,480"))
        .hasSize(25);
    assertThat(probe("-select_streams v -show_entries frame=width,height"))
        .filteredOn(line -> line.startsWith("320,240"))
        .hasSize(75);
  }

  @Test
  void gstreamerFindsEverySample() throws Exception {
    write(0, 3 * SECOND, all(video, VIDEO, 0), all(sound, SOUND, 0));
    assertThat(Gstreamer.samples(file)).containsExactly(75, soundsBefore(3 * SECOND));
  }

  private int write(long from, long to, List<Timed> one, List<Timed> other) throws Exception {
    List<Timed> all = new ArrayList<>(one);
    all.addAll(other);
    all.sort(Comparator.comparingLong(each -> each.startNanos() + each.sample().decodeNanos()));
    try (MovieFile movie = new MovieFile(file)) {
      for (Timed each : all) {
        long start = A_WEEK + each.startNanos();
        Frame frame = each.track().frame(each.sample(), each.id(), start, frames);
        assertThat(movie.takes(frame)).isTrue();
        movie.add(frame, frame.decodeNanos(), frame.presentationNanos());
        frame.release();
      }
      return movie.finish(A_WEEK + from, A_WEEK + to);
    }
  }

  private static List<Timed> all(EncodedTrack track, int id, long startNanos) {
    return track.samples().stream().map(each -> new Timed(track, id, each, startNanos)).toList();
  }

  private static int soundsBefore(long nanos) {
    return (int) sound.samples().stream().filter(each -> each.presentationNanos() < nanos).count();
  }

  private List<String> packets(String kind) throws Exception {
    return probe(
        "-select_streams",
        kind,
        "-show_data_hash SHA160 -show_entries packet=pts,dts,flags,data_hash");
  }

  private List<String> probe(String... options) throws Exception {
    String asked = String.join(" ", options);
    assertThat(Files.exists(file)).isTrue();
    return EncodedTrack.run("ffprobe -v error", asked, "-of csv=p=0", file.toString())
        .lines()
        .toList();
  }

  private static List<String> lines(List<Sample> samples, int scale) {
    return samples.stream()
        .map(sample ->
            "%d,%d,%s,SHA160:%s"
                .formatted(
                    ProbedValues.units(sample.presentationNanos(), scale),
                    ProbedValues.units(sample.decodeNanos(), scale),
                    sample.key() ? "K_" : "__",
                    ProbedValues.sha1(sample.data())))
        .toList();
  }
}
