package io.zoetrope.core.media;

/** Eight-bit samples of telephony (ITU-T G.711). */
public record G711(Law law, int sampleRate, int channels) implements AudioFormat {

  /** Which of the two curves the samples follow. */
  public enum Law {
    /** PCMA. */
    A,
    /** PCMU. */
    MU
  }
}
