package io.zoetrope.core.media;

/**
 * One AAC access unit per frame, without an ADTS header (ISO/IEC 14496-3).
 *
 * @param objectType the audio object type, 2 for AAC-LC
 */
public record Aac(int objectType, int sampleRate, int channels) implements AudioFormat {}
