package io.zoetrope.core.media;

/**
 * One access unit per frame (ITU-T H.264).
 *
 * @param sps the sequence parameter set, without a start code
 * @param pps the picture parameter set, without a start code
 */
public record H264(int width, int height, ParameterSet sps, ParameterSet pps)
    implements VideoFormat {}
