package io.zoetrope.core.media;

/**
 * One access unit per frame (ITU-T H.265).
 *
 * @param vps the video parameter set, without a start code
 * @param sps the sequence parameter set, without a start code
 * @param pps the picture parameter set, without a start code
 */
public record H265(int width, int height, ParameterSet vps, ParameterSet sps, ParameterSet pps)
    implements VideoFormat {}
