package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A viewer that remembers what it was shown, and takes the next when told to or at once. */
final class TestViewer implements Viewer {
  private final boolean readyAtOnce;
  private final boolean wantsRepeats;
  private final DeliveryPolicy policy;
  private final List<Long> shown = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> dropped = new CopyOnWriteArrayList<>();
  private volatile @Nullable Subscription through;

  private TestViewer(boolean readyAtOnce, boolean wantsRepeats, DeliveryPolicy policy) {
    this.readyAtOnce = readyAtOnce;
    this.wantsRepeats = wantsRepeats;
    this.policy = policy;
  }

  static TestViewer quick() {
    return new TestViewer(true, false, new DeliveryPolicy.LatestOnly());
  }

  static TestViewer slow() {
    return new TestViewer(false, false, new DeliveryPolicy.LatestOnly());
  }

  TestViewer wantingRepeats() {
    return new TestViewer(readyAtOnce, true, policy);
  }

  TestViewer wanting(DeliveryPolicy other) {
    return new TestViewer(readyAtOnce, wantsRepeats, other);
  }

  /** How many frames it missed, by report. */
  List<Integer> dropped() {
    return dropped;
  }

  /** The numbers of the frames shown, in their order. */
  List<Long> shown() {
    return shown;
  }

  void finishesItsFrame() {
    Subscription subscription = through;
    if (subscription == null) {
      throw new IllegalStateException("It was shown nothing yet");
    }
    subscription.ready();
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    through = subscription;
    shown.add(frame.sequence());
    if (readyAtOnce) {
      subscription.ready();
    }
  }

  @Override
  public boolean wantsRepeats() {
    return wantsRepeats;
  }

  @Override
  public DeliveryPolicy policy() {
    return policy;
  }

  @Override
  public void dropped(int frames) {
    dropped.add(frames);
  }
}
