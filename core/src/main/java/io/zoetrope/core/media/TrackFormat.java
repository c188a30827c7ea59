package io.zoetrope.core.media;

/** How a track is encoded. Immutable. */
public sealed interface TrackFormat permits VideoFormat, AudioFormat {

  /** What people call it, such as {@code H.264}. */
  String codecName();

  /** Whether each frame can be decoded without those before it, so that any may be left out. */
  boolean framesStandAlone();
}
