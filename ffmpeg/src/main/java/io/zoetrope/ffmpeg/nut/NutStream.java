package io.zoetrope.ffmpeg.nut;

import io.zoetrope.core.media.ParameterSet;

/**
 * One stream within a NUT container.
 *
 * @param tag up to four bytes that say how it is encoded, such as {@code H264}
 * @param setup what a decoder must know before the first packet; empty if that is in the packets
 * @param decodeDelay how many packets may come before one that is presented earlier
 * @param width in pixels; 0 for sound
 * @param sampleRate per second and channel; 0 for video
 */
public record NutStream(
    int id,
    Kind kind,
    String tag,
    ParameterSet setup,
    TimeBase timeBase,
    int decodeDelay,
    int width,
    int height,
    int sampleRate,
    int channels) {

  /** What it holds. */
  public enum Kind {
    VIDEO,
    AUDIO,
    OTHER
  }
}
