package io.zoetrope.core.media;

/**
 * One AAC access unit per frame, without an ADTS header (ISO/IEC 14496-3).
 *
 * @param objectType the audio object type, 2 for AAC-LC
 * @param config the AudioSpecificConfig (1.6.2.1), of which the others are a part
 */
public record Aac(int objectType, int sampleRate, int channels, ParameterSet config)
    implements AudioFormat {}
