package io.zoetrope.core.media;

import java.util.List;

/**
 * One access unit per frame (ITU-T H.264): its NAL units, each behind its length in four bytes, big
 * endian, without parameter sets, access unit delimiters and filler data.
 *
 * @param sps the sequence parameter sets, at least one, in the order of their ids
 * @param pps the picture parameter sets, at least one, in the order of their ids
 */
public record H264(int width, int height, List<ParameterSet> sps, List<ParameterSet> pps)
    implements VideoFormat {
  public H264 {
    sps = List.copyOf(sps);
    pps = List.copyOf(pps);
  }
}
