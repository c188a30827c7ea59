package io.zoetrope.core.codec;

import io.zoetrope.core.media.ParameterSet;
import java.util.Optional;

/**
 * What a sequence parameter set of H.265 says (ITU-T H.265, 7.3.2.2).
 *
 * @param id by which picture parameter sets name it
 * @param profileSpace two bits, the tier one, the profile five, as they are written
 * @param compatibility 32 flags
 * @param constraints 48 flags
 * @param level thirty times the level's number
 * @param width in pixels, without what is cut off
 * @param chroma 1 for 4:2:0
 * @param reorderedFrames how many frames may come before one that is presented earlier
 */
public record H265Sps(
    int id,
    int profileSpace,
    int compatibility,
    long constraints,
    int level,
    int width,
    int height,
    int chroma,
    int lumaBits,
    int chromaBits,
    int reorderedFrames) {
  private static final int LONGEST_SIDE = 1 << 14;
  private static final int MOST_BITS = 16;
  private static final int LARGEST_ID = 15;
  private static final int MOST_REORDERED = 16;

  /** Reads it; empty if it is damaged. */
  public static Optional<H265Sps> parse(ParameterSet sps) {
    BitReader in = BitReader.ofUnit(sps.toBytes());
    in.skip(16 + 4); // The unit's header, and sps_video_parameter_set_id.
    int subLayers = in.integer(3);
    in.skip(1); // sps_temporal_id_nesting_flag
    int profileSpace = in.integer(8);
    int compatibility = (int) in.bits(32);
    long constraints = in.bits(32) << 16 | in.bits(16);
    int level = in.integer(8);
    skipSubLayers(in, subLayers);
    int id = in.unsigned();
    int chroma = in.unsigned();
    boolean separatePlanes = chroma == 3 && in.flag();
    long width = in.unsigned();
    long height = in.unsigned();
    boolean possible = width > 0 && width <= LONGEST_SIDE && height > 0 && height <= LONGEST_SIDE;
    if (in.flag()) { // conformance_window_flag
      int unitX = !separatePlanes && (chroma == 1 || chroma == 2) ? 2 : 1;
      int unitY = !separatePlanes && chroma == 1 ? 2 : 1;
      width -= unitX * ((long) in.unsigned() + in.unsigned());
      height -= unitY * ((long) in.unsigned() + in.unsigned());
    }
    int lumaBits = in.unsigned() + 8;
    int chromaBits = in.unsigned() + 8;
    int _ = in.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
    boolean each = in.flag(); // sps_sub_layer_ordering_info_present_flag
    int reordered = 0;
    for (int layer = each ? 0 : subLayers; layer <= subLayers; layer++) {
      int _ = in.unsigned(); // sps_max_dec_pic_buffering_minus1
      reordered = in.unsigned();
      int _ = in.unsigned(); // sps_max_latency_increase_plus1
    }
    if (in.overrun()
        || id > LARGEST_ID
        || !possible
        || width <= 0
        || height <= 0
        || chroma > 3
        || lumaBits > MOST_BITS
        || chromaBits > MOST_BITS
        || reordered > MOST_REORDERED) {
      return Optional.empty();
    }
    return Optional.of(
        new H265Sps(
            id,
            profileSpace,
            compatibility,
            constraints,
            level,
            (int) width,
            (int) height,
            chroma,
            lumaBits,
            chromaBits,
            reordered));
  }

  private static void skipSubLayers(BitReader in, int subLayers) {
    if (subLayers == 0) {
      return;
    }
    boolean[] profiles = new boolean[subLayers];
    boolean[] levels = new boolean[subLayers];
    for (int layer = 0; layer < subLayers; layer++) {
      profiles[layer] = in.flag();
      levels[layer] = in.flag();
    }
    in.skip(2L * (8 - subLayers));
    for (int layer = 0; layer < subLayers; layer++) {
      in.skip((profiles[layer] ? 88 : 0) + (levels[layer] ? 8 : 0));
    }
  }
}
