package io.zoetrope.mp4;

import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.TrackFormat;
import java.util.List;

/** What a player needs before the first fragment: which tracks there are (ftyp and moov). */
public final class InitSegment {
  private static final int MILLIS = 1000;

  private InitSegment() {}

  /**
   * Writes it.
   *
   * @param tracks at least one, all of which {@linkplain #canHold can be} in an MP4
   */
  public static byte[] of(List<Track> tracks) {
    BoxWriter out = new BoxWriter();
    out.box("ftyp", () -> out.ascii("iso5").u32(0).ascii("iso5iso6mp41"));
    out.box(
        "moov",
        () -> {
          TrackBoxes.movieHeader(out, MILLIS, 0);
          tracks.forEach(track -> track(out, track));
          out.box("mvex", () -> tracks.forEach(track -> defaults(out, track)));
        });
    return out.toBytes();
  }

  /** Whether we put frames of this format into an MP4. */
  public static boolean canHold(TrackFormat format) {
    return CodecString.of(format).isPresent();
  }

  /** MP4 counts from 1 on. */
  static int id(Track track) {
    return track.id() + 1;
  }

  private static void track(BoxWriter out, Track track) {
    out.box(
        "trak",
        () -> {
          TrackBoxes.header(out, id(track), track.format(), 0);
          TrackBoxes.media(out, track.format(), 0, () -> sampleTable(out, track.format()));
        });
  }

  /** All samples are in fragments. */
  private static void sampleTable(BoxWriter out, TrackFormat format) {
    out.fullBox(
        "stsd",
        0,
        0,
        () -> {
          out.u32(1);
          SampleEntry.write(out, format);
        });
    out.fullBox("stts", 0, 0, () -> out.u32(0));
    out.fullBox("stsc", 0, 0, () -> out.u32(0));
    out.fullBox("stsz", 0, 0, () -> out.zeros(8));
    out.fullBox("stco", 0, 0, () -> out.u32(0));
  }

  private static void defaults(BoxWriter out, Track track) {
    out.fullBox("trex", 0, 0, () -> out.u32(id(track)).u32(1).zeros(12));
  }
}
