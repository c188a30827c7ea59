package io.zoetrope.core.rendition;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.Viewer;
import java.util.Optional;

/**
 * What a rendition is to its camera: one viewer, which publishes to the rendition's stream what it
 * makes of what it is shown. Called on the rendition's thread only, except for {@link #publish} and
 * {@link #fault}.
 */
interface RenditionWatcher extends Viewer {

  /** Shows a frame that was transcoded, which stays the caller's. Any thread. */
  void publish(Frame made);

  /** Somebody watches again, after a while in which nobody did. */
  void resume();

  /** To be called as the last. */
  void close();

  /** Why there are no pictures, if that is so. Any thread. */
  Optional<RenditionFault> fault();
}
