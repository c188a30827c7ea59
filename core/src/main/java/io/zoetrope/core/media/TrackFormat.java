package io.zoetrope.core.media;

/** How a track is encoded. Immutable. */
public sealed interface TrackFormat permits VideoFormat, AudioFormat {

  /** What people call it, such as {@code H.264}. */
  default String codecName() {
    return switch (this) {
      case Jpeg _ -> "JPEG";
      case H264 _ -> "H.264";
      case H265 _ -> "H.265";
      case Aac _ -> "AAC";
      case Opus _ -> "Opus";
      case G711 _ -> "G.711";
    };
  }

  /** Whether each frame can be decoded without those before it, so that any may be left out. */
  default boolean framesStandAlone() {
    return !(this instanceof H264 || this instanceof H265);
  }
}
