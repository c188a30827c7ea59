package io.zoetrope.core.codec;

import io.zoetrope.core.media.ParameterSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a sequence parameter set of H.264 says (ITU-T H.264, 7.3.2.1.1 and E.1.1).
 *
 * @param id by which picture parameter sets name it
 * @param profile such as 66, Baseline, or 100, High
 * @param constraints eight bits behind the profile
 * @param level ten times the level's number
 * @param width in pixels, without what is cut off
 * @param chroma 1 for 4:2:0
 * @param reorderedFrames how many frames may come before one that is presented earlier; empty if it
 *     does not say
 */
public record H264Sps(
    int id,
    int profile,
    int constraints,
    int level,
    int width,
    int height,
    int chroma,
    int lumaBits,
    int chromaBits,
    Optional<Integer> reorderedFrames) {
  private static final Set<Integer> WITH_CHROMA =
      Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);
  private static final int MOST_UNITS = 1 << 10; // of 16 pixels
  private static final int BASELINE = 66;
  private static final int LARGEST_ID = 31;
  private static final int MOST_REORDERED = 16;
  private static final int MOST_CHROMA = 3;
  private static final int MOST_BITS = 14;

  /** Reads it; empty if it is damaged. */
  public static Optional<H264Sps> parse(ParameterSet sps) {
    BitReader in = BitReader.ofUnit(sps.toBytes());
    in.skip(8);
    int profile = in.integer(8);
    int constraints = in.integer(8);
    int level = in.integer(8);
    int id = in.unsigned();
    int chroma = 1;
    int lumaBits = 8;
    int chromaBits = 8;
    boolean separatePlanes = false;
    if (WITH_CHROMA.contains(profile)) {
      chroma = in.unsigned();
      separatePlanes = chroma == 3 && in.flag();
      lumaBits = in.unsigned() + 8;
      chromaBits = in.unsigned() + 8;
      in.skip(1); // qpprime_y_zero_transform_bypass_flag
      if (in.flag()) {
        skipScalingLists(in, chroma == 3 ? 12 : 8);
      }
    }
    int _ = in.unsigned(); // log2_max_frame_num_minus4
    boolean inOrder = skipOrderCount(in) == 2 || profile == BASELINE;
    int _ = in.unsigned(); // max_num_ref_frames
    in.skip(1); // gaps_in_frame_num_value_allowed_flag
    int columns = in.unsigned() + 1;
    int rows = in.unsigned() + 1;
    boolean frameOnly = in.flag();
    if (!frameOnly) {
      in.skip(1); // mb_adaptive_frame_field_flag
    }
    in.skip(1); // direct_8x8_inference_flag
    int fields = frameOnly ? 1 : 2;
    long width = columns * 16L;
    long height = rows * 16L * fields;
    if (in.flag()) { // frame_cropping_flag
      boolean planar = chroma == 0 || separatePlanes;
      int unitX = planar || chroma == 3 ? 1 : 2;
      int unitY = (planar || chroma > 1 ? 1 : 2) * fields;
      width -= unitX * ((long) in.unsigned() + in.unsigned());
      height -= unitY * ((long) in.unsigned() + in.unsigned());
    }
    Optional<Integer> reordered = in.flag() ? H264Vui.reorderedFrames(in) : Optional.empty();
    reordered = inOrder ? Optional.of(0) : reordered;
    boolean sound =
        !in.overrun()
            && id <= LARGEST_ID
            && columns <= MOST_UNITS
            && rows <= MOST_UNITS
            && width > 0
            && height > 0
            && chroma <= MOST_CHROMA
            && lumaBits <= MOST_BITS
            && chromaBits <= MOST_BITS
            && reordered.orElse(0) <= MOST_REORDERED;
    return sound
        ? Optional.of(
            new H264Sps(
                id,
                profile,
                constraints,
                level,
                (int) width,
                (int) height,
                chroma,
                lumaBits,
                chromaBits,
                reordered))
        : Optional.empty();
  }

  /**
   * Returns its type, of which 2 says that pictures are presented in the order in which they come.
   */
  private static int skipOrderCount(BitReader in) {
    int type = in.unsigned();
    if (type == 0) {
      int _ = in.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
    } else if (type == 1) {
      in.skip(1); // delta_pic_order_always_zero_flag
      int _ = in.signed(); // offset_for_non_ref_pic
      int _ = in.signed(); // offset_for_top_to_bottom_field
      int cycle = in.unsigned();
      for (int n = 0; n < cycle && !in.overrun(); n++) {
        int _ = in.signed();
      }
    }
    return type;
  }

  private static void skipScalingLists(BitReader in, int lists) {
    for (int list = 0; list < lists; list++) {
      if (in.flag()) {
        int size = list < 6 ? 16 : 64;
        int next = 8;
        for (int n = 0; n < size && next != 0 && !in.overrun(); n++) {
          next = (next + in.signed() + 256) & 0xFF;
        }
      }
    }
  }
}
