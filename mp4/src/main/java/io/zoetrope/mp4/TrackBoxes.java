package io.zoetrope.mp4;

import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;

/** What is written about a movie and its tracks, whether their samples are in fragments or not. */
final class TrackBoxes {
  private static final int ENABLED_AND_SHOWN = 3;
  private static final int FULL_VOLUME = 0x100;
  private static final int UNDETERMINED = 0x55C4; // The language "und".
  private static final int ONE = 1 << 16;

  private TrackBoxes() {}

  static void movieHeader(BoxWriter out, int unitsPerSecond, long duration) {
    out.fullBox(
        "mvhd",
        0,
        0,
        () -> {
          out.zeros(8).u32(unitsPerSecond).u32((int) duration);
          out.u32(ONE).u16(FULL_VOLUME).zeros(10);
          matrix(out);
          out.zeros(24).u32(-1); // The next id is not known.
        });
  }

  /**
   * Writes the header of a track.
   *
   * @param duration in units of the movie
   */
  static void header(BoxWriter out, int id, TrackFormat format, long duration) {
    out.fullBox(
        "tkhd",
        0,
        ENABLED_AND_SHOWN,
        () -> {
          out.zeros(8).u32(id).zeros(4).u32((int) duration);
          out.zeros(12).u16(format instanceof VideoFormat ? 0 : FULL_VOLUME).zeros(2);
          matrix(out);
          if (format instanceof VideoFormat video) {
            out.u32(video.width() << 16).u32(video.height() << 16);
          } else {
            out.zeros(8);
          }
        });
  }

  /**
   * Writes what a track consists of.
   *
   * @param duration in units of the track
   * @param sampleTable writes the content of its sample table
   */
  static void media(BoxWriter out, TrackFormat format, long duration, Runnable sampleTable) {
    boolean video = format instanceof VideoFormat;
    out.box(
        "mdia",
        () -> {
          int unitsPerSecond = TimeScale.of(format).unitsPerSecond();
          out.fullBox(
              "mdhd",
              0,
              0,
              () -> out.zeros(8).u32(unitsPerSecond).u32((int) duration).u16(UNDETERMINED).u16(0));
          out.fullBox(
              "hdlr", 0, 0, () -> out.u32(0).ascii(video ? "vide" : "soun").zeros(12).u8(0));
          out.box(
              "minf",
              () -> {
                if (video) {
                  out.fullBox("vmhd", 0, 1, () -> out.zeros(8));
                } else {
                  out.fullBox("smhd", 0, 0, () -> out.zeros(4));
                }
                out.box("dinf", () -> dataIsInThisFile(out));
                out.box("stbl", sampleTable);
              });
        });
  }

  private static void dataIsInThisFile(BoxWriter out) {
    out.fullBox("dref", 0, 0, () -> out.u32(1).fullBox("url ", 0, 1, () -> {}));
  }

  private static void matrix(BoxWriter out) {
    out.u32(ONE).zeros(12).u32(ONE).zeros(12).u32(1 << 30);
  }
}
