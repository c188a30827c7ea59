package io.zoetrope.core.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows all that is published, and so whether a decoder could follow, and whether it learns what it
 * misses. Used by one thread.
 */
final class DecodingViewer implements Viewer {
  private final List<Frame> published;
  private final List<AssertionError> wrongs;
  private final DeliveryPolicy policy;
  private final boolean readyAtOnce;
  private final int joinedAt;
  private final boolean inOrder;
  private @Nullable Subscription place;
  private boolean holdsFrame;
  private int last = -1; // in what was published
  private int lastVideo = -1;
  private long shown;
  private int reported;
  private int reports;
  private long droppedBefore;

  /**
   * Makes a viewer that has not joined.
   *
   * @param published grows with each frame that viewers should have
   * @param joinedAt where in that the opening began in which it joins
   * @param wrongs gets what it finds wrong
   */
  DecodingViewer(
      List<Frame> published,
      int joinedAt,
      DeliveryPolicy policy,
      boolean readyAtOnce,
      List<AssertionError> wrongs) {
    this.published = published;
    this.wrongs = wrongs;
    this.policy = policy;
    this.readyAtOnce = readyAtOnce;
    this.joinedAt = joinedAt;
    this.inOrder = policy instanceof DeliveryPolicy.Queue;
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    place = subscription;
    try {
      check(frame, subscription);
    } catch (AssertionError e) {
      wrongs.add(e);
    }
    shown++;
    holdsFrame = !readyAtOnce;
    if (readyAtOnce) {
      subscription.ready();
    }
  }

  private void check(Frame frame, Subscription subscription) {
    assertThat(holdsFrame).as("has a frame already").isFalse();
    int at = published.indexOf(frame);
    assertThat(at).as("where %s was published", frame).isNotNegative();
    assertThat(at).as("%s is of a stopped opening", frame).isGreaterThanOrEqualTo(joinedAt);
    if (at == last && !inOrder) {
      return; // a repeat
    }
    assertThat(at).as("%s comes in order", frame).isGreaterThan(last);
    checkThatItCanBeDecoded(frame, at);
    checkWhatIsMissing(at, subscription.framesDropped());
    last = at;
    lastVideo = frame.track().isVideo() ? at : lastVideo;
    reported = 0;
    reports = 0;
    droppedBefore = subscription.framesDropped();
  }

  private void checkThatItCanBeDecoded(Frame frame, int at) {
    if (!inOrder) {
      assertThat(frame.startsGroup()).as("%s stands alone", frame).isTrue();
    } else if (!frame.keyFrame()) {
      int needed = at - 1;
      while (!published.get(needed).track().isVideo()) {
        needed--;
      }
      assertThat(lastVideo).as("the picture that %s builds on", frame).isEqualTo(needed);
      assertThat(published.get(needed).track()).isEqualTo(frame.track());
    }
  }

  private void checkWhatIsMissing(int at, long dropped) {
    if (last < 0) {
      return;
    }
    long missing =
        published.subList(last + 1, at).stream()
            .filter(each -> inOrder || each.startsGroup())
            .count();
    assertThat(dropped - droppedBefore).as("counted before frame %s", at).isEqualTo(missing);
    assertThat(reports).as("reports").isLessThanOrEqualTo(1);
    assertThat((long) reported).as("reported before %s", at).isEqualTo(inOrder ? missing : 0);
    if (policy instanceof DeliveryPolicy.Queue queue && queue.age().toDays() > 0 && shown > 1) {
      assertThat(missing).as("missing though there was room").isZero();
    }
  }

  @Override
  public void dropped(int frames) {
    reported += frames;
    reports++;
  }

  @Override
  public DeliveryPolicy policy() {
    return policy;
  }

  @Override
  public boolean wantsRepeats() {
    return true;
  }

  void joined(Subscription subscription) {
    place = subscription;
  }

  /** Says whether it had one. */
  boolean finishesItsFrame() {
    boolean had = holdsFrame;
    if (had) {
      holdsFrame = false;
      place().ready();
    }
    return had;
  }

  void hasSeenTheLast() {
    assertThat(last).isEqualTo(published.size() - (inOrder ? 1 : 2));
    assertThat(place().framesShown()).isEqualTo(shown);
  }

  long shown() {
    return shown;
  }

  Subscription place() {
    return requireNonNull(place);
  }
}
