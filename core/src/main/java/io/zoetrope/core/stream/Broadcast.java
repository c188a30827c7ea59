package io.zoetrope.core.stream;

import java.util.concurrent.Executor;

/**
 * Hands the newest frame of one camera to all its viewers. Any thread may call it; nothing here
 * blocks.
 */
public interface Broadcast {

  /**
   * Lets a viewer in; it gets the newest frame at once, if there is one. Viewers that share an
   * executor share one hop to it per frame, so pass an event loop as the very same object each
   * time.
   *
   * @return the viewer's subscription, to be closed by whoever let it in
   */
  Subscription join(Viewer viewer, Executor executor);

  /** How many are in at this moment. */
  int viewers();

  /** How many of them stay, unlike those that are {@linkplain Viewer#isBrief brief}. */
  int lastingViewers();

  /** How often a frame was handed to a viewer. */
  long framesShown();

  /** How often a viewer was not shown a frame because it was not ready for it. */
  long framesDropped();
}
