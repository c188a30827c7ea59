package io.zoetrope.core.media;

/** One access unit per frame (ITU-T H.264), with its sequence and picture parameter sets. */
public record H264(int width, int height, ParameterSet sps, ParameterSet pps)
    implements VideoFormat {}
