package io.zoetrope.core.media;

import java.util.List;

/**
 * One access unit per frame (ITU-T H.265): its NAL units, each behind its length in four bytes, big
 * endian, without parameter sets, access unit delimiters and filler data.
 *
 * @param vps the video parameter sets, at least one, in the order of their ids
 * @param sps the sequence parameter sets, as well
 * @param pps the picture parameter sets, as well
 */
public record H265(
    int width, int height, List<ParameterSet> vps, List<ParameterSet> sps, List<ParameterSet> pps)
    implements VideoFormat {
  public H265 {
    vps = List.copyOf(vps);
    sps = List.copyOf(sps);
    pps = List.copyOf(pps);
  }
}
