package io.zoetrope.core.broadcast;

import io.zoetrope.core.frame.Frame;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A broadcast that keeps the newest frame for those who join. Any thread may call it; frames are
 * published by one thread at a time.
 */
public final class LatestFrameBroadcast implements Broadcast {
  private final Runnable audienceChanged;
  private final ConcurrentMap<Executor, ViewerGroup> groups = new ConcurrentHashMap<>();
  private final AtomicInteger viewers = new AtomicInteger();
  private final FrameCounters counters = new FrameCounters();
  private final Object latestLock = new Object();
  private @Nullable Frame latest; // guarded by latestLock

  /**
   * Begins with no viewer and no frame.
   *
   * @param audienceChanged runs after each coming and going, on the thread that caused it, with no
   *     lock held
   */
  public LatestFrameBroadcast(Runnable audienceChanged) {
    this.audienceChanged = audienceChanged;
  }

  @Override
  public Subscription join(Viewer viewer, Executor executor) {
    Subscription subscription = new Subscription(viewer, counters, gone -> leave(gone, executor));
    ViewerGroup group =
        groups.compute(
            executor,
            (same, present) -> {
              ViewerGroup joined = present == null ? new ViewerGroup(executor) : present;
              joined.add(subscription);
              return joined;
            });
    viewers.incrementAndGet();
    audienceChanged.run();
    Frame newest = retainLatest();
    if (newest != null) {
      if (newest.keyFrame()) {
        group.welcome(subscription, newest);
      }
      newest.release();
    }
    return subscription;
  }

  /** Hands the frame to every viewer. The caller keeps its reference. */
  public void publish(Frame frame) {
    replaceLatest(frame.retain());
    groups.values().forEach(group -> group.publish(frame));
  }

  /**
   * Shows the newest frame once more to the viewers that {@linkplain Viewer#wantsRepeats() want}
   * that.
   */
  public void repeatLatest() {
    Frame frame = retainLatest();
    if (frame != null) {
      groups.values().forEach(group -> group.repeat(frame));
      frame.release();
    }
  }

  /** Forgets the newest frame, so that nobody is shown an old picture. */
  public void clear() {
    replaceLatest(null);
  }

  /** The newest frame with a reference that is the caller's to release. */
  public @Nullable Frame retainLatest() {
    synchronized (latestLock) {
      return latest == null ? null : latest.retain();
    }
  }

  @Override
  public int viewers() {
    return viewers.get();
  }

  @Override
  public int lastingViewers() {
    return groups.values().stream().mapToInt(ViewerGroup::lastingMembers).sum();
  }

  @Override
  public long framesShown() {
    return counters.shown();
  }

  @Override
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

  private void replaceLatest(@Nullable Frame newest) {
    Frame old;
    synchronized (latestLock) {
      old = latest;
      latest = newest;
    }
    if (old != null) {
      old.release();
    }
  }
}
