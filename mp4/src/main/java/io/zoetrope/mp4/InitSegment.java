package io.zoetrope.mp4;

import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;
import java.util.List;

/** What a player needs before the first fragment: which tracks there are (ftyp and moov). */
public final class InitSegment {
  private static final int MILLIS = 1000;
  private static final int ENABLED_AND_SHOWN = 3;
  private static final int FULL_VOLUME = 0x100;
  private static final int UNDETERMINED = 0x55C4; // The language "und".
  private static final int ONE = 1 << 16;

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
          movieHeader(out);
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

  private static void movieHeader(BoxWriter out) {
    out.fullBox(
        "mvhd",
        0,
        0,
        () -> {
          out.zeros(8).u32(MILLIS).u32(0);
          out.u32(ONE).u16(FULL_VOLUME).zeros(10);
          matrix(out);
          out.zeros(24).u32(-1); // The next id is not known.
        });
  }

  private static void track(BoxWriter out, Track track) {
    out.box(
        "trak",
        () -> {
          header(out, track);
          out.box("mdia", () -> media(out, track.format()));
        });
  }

  private static void header(BoxWriter out, Track track) {
    out.fullBox(
        "tkhd",
        0,
        ENABLED_AND_SHOWN,
        () -> {
          out.zeros(8).u32(id(track)).zeros(4).u32(0);
          out.zeros(12).u16(track.isVideo() ? 0 : FULL_VOLUME).zeros(2);
          matrix(out);
          if (track.format() instanceof VideoFormat video) {
            out.u32(video.width() << 16).u32(video.height() << 16);
          } else {
            out.zeros(8);
          }
        });
  }

  private static void media(BoxWriter out, TrackFormat format) {
    boolean video = format instanceof VideoFormat;
    out.fullBox(
        "mdhd",
        0,
        0,
        () ->
            out.zeros(8)
                .u32(TimeScale.of(format).unitsPerSecond())
                .u32(0)
                .u16(UNDETERMINED)
                .u16(0));
    out.fullBox("hdlr", 0, 0, () -> out.u32(0).ascii(video ? "vide" : "soun").zeros(12).u8(0));
    out.box(
        "minf",
        () -> {
          if (video) {
            out.fullBox("vmhd", 0, 1, () -> out.zeros(8));
          } else {
            out.fullBox("smhd", 0, 0, () -> out.zeros(4));
          }
          out.box("dinf", () -> dataIsInThisFile(out));
          out.box("stbl", () -> sampleTable(out, format));
        });
  }

  private static void dataIsInThisFile(BoxWriter out) {
    out.fullBox("dref", 0, 0, () -> out.u32(1).fullBox("url ", 0, 1, () -> {}));
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

  private static void matrix(BoxWriter out) {
    out.u32(ONE).zeros(12).u32(ONE).zeros(12).u32(1 << 30);
  }
}
