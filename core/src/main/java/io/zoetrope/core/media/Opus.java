package io.zoetrope.core.media;

/** One Opus packet per frame (RFC 6716). */
public record Opus(int channels) implements AudioFormat {

  /** Always 48,000: Opus timestamps count at that rate, whatever was recorded (RFC 7587). */
  @Override
  public int sampleRate() {
    return 48_000;
  }
}
