package io.zoetrope.core.rendition;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.util.function.Consumer;

/**
 * A viewer that wants JPEGs, in a stream that may turn out to have something else: then it moves to
 * one that has them. Called as the viewer itself.
 */
final class JpegViewer implements Viewer {
  private final Viewer viewer;
  private final Consumer<Subscription> move;
  private boolean moved;

  /**
   * @param move joins the viewer elsewhere, and then closes the subscription that it is given
   */
  JpegViewer(Viewer viewer, Consumer<Subscription> move) {
    this.viewer = viewer;
    this.move = move;
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    if (frame.format() instanceof Jpeg) {
      viewer.show(frame, subscription);
    } else if (!frame.track().isVideo()) {
      subscription.ready();
    } else if (!moved) {
      moved = true;
      move.accept(subscription); // Not ready for more until it has left.
    }
  }

  @Override
  public DeliveryPolicy policy() {
    return viewer.policy();
  }

  @Override
  public void dropped(int frames) {
    if (!moved) {
      viewer.dropped(frames);
    }
  }

  @Override
  public boolean wantsRepeats() {
    return viewer.wantsRepeats();
  }

  @Override
  public boolean isBrief() {
    return viewer.isBrief();
  }
}
