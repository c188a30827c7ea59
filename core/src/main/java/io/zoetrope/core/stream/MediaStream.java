package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A stream that keeps the newest frame for those who join. Any thread may call it.
 *
 * <p>Frames come in generations, such as the openings of a source: once a later one has begun, what
 * is still published of an earlier one is shown to nobody.
 */
public final class MediaStream {
  private final Runnable audienceChanged;
  private final Executor threads;
  private final ConcurrentMap<Executor, ViewerGroup> groups = new ConcurrentHashMap<>();
  private final AtomicInteger viewers = new AtomicInteger();
  private final FrameCounters counters = new FrameCounters();
  private final Object latestLock = new Object();
  private @Nullable Frame latest; // guarded by latestLock
  private long newestSequence; // guarded by latestLock
  private long generation; // guarded by latestLock
  private long lastOfEarlierGenerations; // a sequence; guarded by latestLock

  /**
   * Begins with no viewer and no frame.
   *
   * @param audienceChanged runs after each coming and going, on the thread that caused it, with no
   *     lock held
   */
  public MediaStream(Runnable audienceChanged) {
    this(audienceChanged, Runnable::run);
  }

  /**
   * As above.
   *
   * @param threads call the viewers' executors, except for event loops, so that one which takes its
   *     time does not hold up the thread that publishes
   */
  public MediaStream(Runnable audienceChanged, Executor threads) {
    this.audienceChanged = audienceChanged;
    this.threads = threads;
  }

  /**
   * Lets a viewer in; it gets the newest frame at once, if there is one. Viewers that share an
   * executor share one hop to it per frame, so pass an event loop as the very same object each
   * time.
   *
   * @return the viewer's subscription, to be closed by whoever let it in
   */
  public Subscription join(Viewer viewer, Executor executor) {
    Subscription subscription = new Subscription(viewer, counters, gone -> leave(gone, executor));
    ViewerGroup group =
        groups.compute(
            executor,
            (same, present) -> {
              ViewerGroup joined =
                  present == null
                      ? new ViewerGroup(Handover.to(executor, threads), this::retainLatest)
                      : present;
              joined.add(subscription);
              return joined;
            });
    viewers.incrementAndGet();
    audienceChanged.run();
    if (admit(subscription)) {
      group.welcome(subscription);
    }
    return subscription;
  }

  /**
   * Lets it take frames of this generation; some of an earlier one may be on their way still.
   *
   * @return whether there is one that it can begin with
   */
  private boolean admit(Subscription subscription) {
    synchronized (latestLock) {
      subscription.admit(lastOfEarlierGenerations);
      return latest != null && latest.keyFrame();
    }
  }

  /** Hands the frame to every viewer. The caller keeps its reference. */
  public void publish(Frame frame) {
    long present;
    synchronized (latestLock) {
      present = generation;
    }
    publish(frame, present);
  }

  /**
   * Hands the frame to every viewer, unless a later generation has begun. The caller keeps its
   * reference.
   */
  public void publish(Frame frame, long ofGeneration) {
    Frame old;
    synchronized (latestLock) {
      if (ofGeneration < generation) {
        return;
      }
      generation = ofGeneration;
      old = latest;
      latest = frame.retain();
      newestSequence = frame.sequence();
      groups.values().forEach(group -> group.offer(frame));
    }
    if (old != null) {
      old.release();
    }
    groups.values().forEach(ViewerGroup::hop);
  }

  /** Begins a generation: nothing is published any more of those before. */
  public void begin(long nextGeneration) {
    synchronized (latestLock) {
      generation = Math.max(generation, nextGeneration);
      lastOfEarlierGenerations = newestSequence;
    }
  }

  /**
   * Shows the newest frame once more to the viewers that {@linkplain Viewer#wantsRepeats() want}
   * that.
   */
  public void repeatLatest() {
    long sequence;
    synchronized (latestLock) {
      if (latest == null) {
        return;
      }
      sequence = latest.sequence();
    }
    groups.values().forEach(group -> group.repeat(sequence));
  }

  /** Forgets the newest frame, so that nobody is shown an old picture. */
  public void clear() {
    Frame old;
    synchronized (latestLock) {
      old = latest;
      latest = null;
    }
    if (old != null) {
      old.release();
    }
  }

  /** The newest frame with a reference that is the caller's to release. */
  public @Nullable Frame retainLatest() {
    synchronized (latestLock) {
      return latest == null ? null : latest.retain();
    }
  }

  /** How many are in at this moment. */
  public int viewers() {
    return viewers.get();
  }

  /** How many of them stay, unlike those that are {@linkplain Viewer#isBrief brief}. */
  public int lastingViewers() {
    return groups.values().stream().mapToInt(ViewerGroup::lastingMembers).sum();
  }

  /** How often a frame was handed to a viewer. */
  public long framesShown() {
    return counters.shown();
  }

  /** How often a viewer was not shown a frame because it was not ready for it. */
  public long framesDropped() {
    return counters.dropped();
  }

  private void leave(Subscription subscription, Executor executor) {
    groups.computeIfPresent(
        executor,
        (same, group) -> {
          group.remove(subscription);
          return group.isEmpty() ? null : group;
        });
    viewers.decrementAndGet();
    audienceChanged.run();
  }
}
