package io.zoetrope.core.codec;

import java.util.Optional;

/** The usability information behind a sequence parameter set of H.264 (ITU-T H.264, E.1.1). */
final class H264Vui {
  private static final int EXTENDED_RATIO = 255;

  private H264Vui() {}

  /** How many frames may come before one that is presented earlier; empty if it does not say. */
  static Optional<Integer> reorderedFrames(BitReader in) {
    if (in.flag() && in.integer(8) == EXTENDED_RATIO) { // aspect_ratio_idc
      in.skip(32);
    }
    if (in.flag()) { // overscan_info_present_flag
      in.skip(1);
    }
    if (in.flag()) { // video_signal_type_present_flag
      in.skip(4);
      if (in.flag()) { // colour_description_present_flag
        in.skip(24);
      }
    }
    if (in.flag()) { // chroma_loc_info_present_flag
      int _ = in.unsigned();
      int _ = in.unsigned();
    }
    if (in.flag()) { // timing_info_present_flag
      in.skip(32 + 32 + 1);
    }
    boolean buffering = in.flag();
    if (buffering) {
      skipHrd(in);
    }
    boolean lowDelay = in.flag();
    if (lowDelay) {
      skipHrd(in);
    }
    if (buffering || lowDelay) {
      in.skip(1); // low_delay_hrd_flag
    }
    in.skip(1); // pic_struct_present_flag
    if (!in.flag()) { // bitstream_restriction_flag
      return Optional.empty();
    }
    in.skip(1); // motion_vectors_over_pic_boundaries_flag
    for (int n = 0; n < 4; n++) { // Denominators, and lengths of vectors.
      int _ = in.unsigned();
    }
    return Optional.of(in.unsigned());
  }

  private static void skipHrd(BitReader in) {
    int schedules = in.unsigned() + 1;
    in.skip(8);
    for (int n = 0; n < schedules && !in.overrun(); n++) {
      int _ = in.unsigned();
      int _ = in.unsigned();
      in.skip(1);
    }
    in.skip(20);
  }
}
