package io.zoetrope.core.media;

/** How sound is encoded. */
public sealed interface AudioFormat extends TrackFormat permits Aac, Opus, G711 {

  /** In samples per second and channel. */
  int sampleRate();

  int channels();
}
