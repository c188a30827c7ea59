package io.zoetrope.mp4;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;

/** A track of a movie file that is being written. Used by one thread. */
final class MovieTrack {
  private final int id;
  private final boolean video;
  private final TimeScale scale;
  private final SampleTable samples = new SampleTable();
  private long lastSampleNanos;
  private int pictures;

  MovieTrack(int id, TrackFormat format) {
    this.id = id;
    this.video = format instanceof VideoFormat;
    this.scale = TimeScale.of(format);
  }

  /** Whether it differs from what the movie begins with. */
  boolean changesWith(TrackFormat next) {
    return samples.count() > 0 && !samples.format().equals(next);
  }

  /** Adds a frame whose sample is at this place of the file. */
  void add(Frame frame, long offset, int size, long decodeNanos, long presentationNanos) {
    long decode = scale.units(decodeNanos);
    if (samples.count() > 0) {
      decode = Math.max(decode, samples.lastDecode() + 1);
    }
    long composition = scale.units(presentationNanos) - decode;
    samples.add(frame.format(), offset, size, frame.keyFrame(), decode, composition);
    lastSampleNanos = video ? 0 : FrameDuration.nanosOf(frame);
  }

  /** Whether frames of this format can follow those that it has. */
  boolean goesOnWith(TrackFormat next) {
    TrackFormat first = samples.format();
    return video ? first.getClass() == next.getClass() : first.equals(next);
  }

  /** Leaves out what is not presented before the end, and lets the last picture stay to the end. */
  void end(long fromNanos, long toNanos) {
    long from = scale.units(fromNanos);
    long to = scale.units(toNanos);
    samples.trim(to);
    if (samples.count() > 0) {
      samples.last(video ? to - samples.lastPresentation() : scale.units(lastSampleNanos));
    }
    for (int sample = 0; sample < samples.count(); sample++) {
      long at = samples.presentation(sample);
      pictures += at >= from && at < to ? 1 : 0;
    }
  }

  boolean isEmpty() {
    return samples.count() == 0;
  }

  /** How many of its samples are presented. */
  int pictures() {
    return pictures;
  }

  void write(BoxWriter out, TimeScale movie, long fromNanos, long toNanos) {
    long length = movie.units(toNanos - fromNanos);
    long late = Math.max(0, scale.nanos(samples.presentation(0)) - fromNanos);
    long end = Math.min(toNanos, video ? toNanos : scale.nanos(samples.decodeEnd()));
    long empty = movie.units(late);
    long shown = Math.max(0, Math.min(length, movie.units(end - fromNanos)) - empty);
    long begin = late > 0 ? samples.presentation(0) : scale.units(fromNanos);
    out.box(
        "trak",
        () -> {
          TrackBoxes.header(out, id, samples.format(), empty + shown);
          out.box("edts", () -> edits(out, empty, shown, begin - samples.firstDecode()));
          long duration = samples.decodeEnd() - samples.firstDecode();
          TrackBoxes.media(out, samples.format(), duration, () -> samples.write(out));
        });
  }

  /** First nothing, if it begins later than the movie; then all from its begin on. */
  private static void edits(BoxWriter out, long empty, long shown, long begin) {
    out.fullBox(
        "elst",
        0,
        0,
        () -> {
          out.u32(empty > 0 ? 2 : 1);
          if (empty > 0) {
            out.u32((int) empty).u32(-1).u32(1 << 16);
          }
          out.u32((int) shown).u32((int) begin).u32(1 << 16);
        });
  }
}
