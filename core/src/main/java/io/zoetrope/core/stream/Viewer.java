package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;

/** One who watches a {@link MediaStream}. Called only through the executor it joined with. */
public interface Viewer {

  /**
   * Shows a frame. No other comes until {@link Subscription#ready()} is called, here or later; what
   * is kept meanwhile is up to {@link #policy()}. The frame is the caller's: retain it to use it
   * after returning.
   */
  void show(Frame frame, Subscription subscription);

  /** What it may miss. Asked once, on the thread that lets it in. */
  default DeliveryPolicy policy() {
    return new DeliveryPolicy.LatestOnly();
  }

  /**
   * Reports that frames of its {@linkplain DeliveryPolicy.Queue queue} are missing between the one
   * that it was shown last and the one that it is shown next, which is a key frame. Called once for
   * each gap.
   */
  default void dropped(int frames) {}

  /**
   * Whether to show the newest frame once more when no newer one came for a while. WebKit delays
   * the last frame of a series until something follows it.
   */
  default boolean wantsRepeats() {
    return false;
  }

  /**
   * Whether it leaves as soon as it has the picture it came for. It opens a camera like any other
   * viewer, but its coming and going is not worth an event.
   */
  default boolean isBrief() {
    return false;
  }
}
