package io.zoetrope.mp4;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.ParameterSet;
import java.util.List;

/**
 * The parameter sets of a video in front of its key frames. FFmpeg, and a browser's video element
 * with it, read the init segment that is first and no other: without these a player would have to
 * start again when the size changes.
 */
final class InBandSets {
  private static final byte[] NONE = {};

  private InBandSets() {}

  static byte[] ahead(Frame frame) {
    return switch (frame.format()) {
      case H264 h264 when frame.keyFrame() -> written(List.of(h264.sps(), h264.pps()));
      case H265 h265 when frame.keyFrame() -> written(List.of(h265.vps(), h265.sps(), h265.pps()));
      default -> NONE;
    };
  }

  private static byte[] written(List<List<ParameterSet>> kinds) {
    BoxWriter out = new BoxWriter();
    for (List<ParameterSet> sets : kinds) {
      for (ParameterSet set : sets) {
        byte[] bytes = set.toBytes();
        out.u32(bytes.length).bytes(bytes);
      }
    }
    return out.toBytes();
  }
}
