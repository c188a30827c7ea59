package io.zoetrope.core.media;

/** One access unit per frame (ITU-T H.265), with its video, sequence and picture parameter sets. */
public record H265(int width, int height, ParameterSet vps, ParameterSet sps, ParameterSet pps)
    implements VideoFormat {}
