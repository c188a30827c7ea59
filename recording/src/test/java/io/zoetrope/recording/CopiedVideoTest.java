package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import io.zoetrope.mp4.MovieFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which frames of a camera become part of a clip, and what is said about the others. */
final class CopiedVideoTest {
  private static final Track VIDEO =
      Track.only(
          new H264(
              1280,
              720,
              List.of(set("6742c01ed900a02ff97011000003000100000300320f162e48")),
              List.of(set("68ce3c80"))));
  private static final Track SOUND = new Track(1, new Aac(2, 48_000, 2, set("1190")));
  private static final Duration LENGTH = Duration.ofSeconds(2);
  private static final Duration TICK = Duration.ofMillis(500);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final FrameFactory frames = new FrameFactory(new UnpooledByteBufAllocator(true), clock);
  private MovieFile movie;

  @BeforeEach
  void open() throws IOException {
    movie = new MovieFile(folder.resolve("movie.mp4"));
  }

  @AfterEach
  void close() throws IOException {
    movie.close();
  }

  @Test
  void itLastsAsLongAsWasAskedFor() throws IOException {
    CopiedVideo video = new CopiedVideo(movie, clock.nanoTime(), LENGTH);
    add(video, VIDEO, true, 0);
    int added = 1;
    while (!video.isComplete()) {
      add(video, VIDEO, false, 0);
      added++;
    }

    assertThat(added).isEqualTo(5);
    assertThat(video.finish()).isEqualTo(4);
    assertThat(video.lengthNanos()).isEqualTo(LENGTH.toNanos());
    assertThat(video.note()).isEmpty();
    assertThat(video.audio()).isEqualTo("none");
  }

  @Test
  void picturesBeforeItWasAskedForAreNotShown() throws IOException {
    CopiedVideo video = new CopiedVideo(movie, clock.nanoTime() + 700_000_000, LENGTH);
    add(video, VIDEO, true, 0);
    add(video, VIDEO, false, 0);
    assertThat(video.hasBegun()).isFalse();
    while (!video.isComplete()) {
      add(video, VIDEO, false, 0);
    }

    assertThat(video.finish()).isEqualTo(4);
  }

  @Test
  void aTimeLineOfItsOwnIsThatOfTheCapture() throws IOException {
    CopiedVideo video = new CopiedVideo(movie, clock.nanoTime(), LENGTH);
    long anHour = Duration.ofHours(1).toNanos();
    add(video, VIDEO, true, anHour);
    add(video, VIDEO, false, anHour);
    add(video, VIDEO, true, -anHour); // It was opened again.
    add(video, VIDEO, false, -anHour);

    assertThat(video.isComplete()).isFalse();
    assertThat(video.finish()).isEqualTo(4);
  }

  @Test
  void placeholdersAreInterruptionsAndNotRecorded() throws IOException {
    CopiedVideo video = new CopiedVideo(movie, clock.nanoTime(), LENGTH);
    addPlaceholder(video);
    assertThat(video.interruptions()).as("before it began").isZero();
    add(video, VIDEO, true, 0);
    addPlaceholder(video);
    addPlaceholder(video);
    add(video, VIDEO, true, 0);

    assertThat(video.interruptions()).isEqualTo(1);
    assertThat(video.finish()).isEqualTo(2);
  }

  @Test
  void theClipEndsWhereTheCameraChangesToAnotherCodec() throws IOException {
    CopiedVideo video = new CopiedVideo(movie, clock.nanoTime(), LENGTH);
    add(video, VIDEO, true, 0);
    add(video, VIDEO, false, 0);
    add(video, Track.only(new Jpeg(1280, 720)), true, 0);

    assertThat(video.isComplete()).isTrue();
    assertThat(video.note())
        .contains("The camera changed to JPEG after 1.0 s, where the clip ends.");
    assertThat(video.finish()).isEqualTo(2);
  }

  @Test
  void itsSoundIsPartOfItToTheEnd() throws IOException {
    CopiedVideo video = new CopiedVideo(movie, clock.nanoTime(), LENGTH);
    add(video, SOUND, true, 0); // Before the first picture.
    add(video, VIDEO, true, 0);
    add(video, SOUND, true, 0);
    add(video, VIDEO, false, 0);
    add(video, VIDEO, false, 0);
    add(video, VIDEO, false, -200_000_000);
    add(video, VIDEO, false, 0);
    assertThat(video.isComplete()).as("the sound comes later").isFalse();
    add(video, SOUND, true, 0);

    assertThat(video.isComplete()).isTrue();
    assertThat(video.audio()).isEqualTo("AAC");
  }

  @Test
  void soundThatCannotBeInTheFileIsNamed() throws IOException {
    CopiedVideo video = new CopiedVideo(movie, clock.nanoTime(), LENGTH);
    add(video, VIDEO, true, 0);
    add(video, new Track(1, new G711(G711.Law.A, 8000, 1)), true, 0);

    assertThat(video.audio()).isEqualTo("none, as G.711 cannot be played from MP4");
  }

  private void add(CopiedVideo video, Track track, boolean key, long askewNanos)
      throws IOException {
    try (FrameBuilder builder = frames.begin(8)) {
      builder.buffer().writeLong(1);
      Frame frame = builder.finish(track, key, clock.nanoTime() + askewNanos);
      video.add(frame);
      frame.release();
    }
    clock.advance(TICK);
  }

  private void addPlaceholder(CopiedVideo video) throws IOException {
    try (FrameBuilder builder = frames.begin(8)) {
      Frame frame = builder.finishPlaceholder(new Jpeg(640, 480));
      video.add(frame);
      frame.release();
    }
  }

  private static ParameterSet set(String hex) {
    return ParameterSet.of(HexFormat.of().parseHex(hex));
  }
}
