package io.zoetrope.core.stream;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** The viewers of a stream, in groups that share an executor and a policy. Any thread. */
final class Audience {
  private record Place(Executor executor, DeliveryPolicy policy) {}

  /** A viewer that is in. */
  record Member(Subscription subscription, ViewerGroup group) {}

  private final MediaStream stream;
  private final Executor threads;
  private final Runnable changed;
  private final ConcurrentMap<Place, ViewerGroup> groups = new ConcurrentHashMap<>();
  private final AtomicInteger viewers = new AtomicInteger();
  private final FrameCounters counters = new FrameCounters();

  /**
   * @param changed runs after each coming and going
   * @param threads call the viewers' executors, except for event loops
   */
  Audience(MediaStream stream, Executor threads, Runnable changed) {
    this.stream = stream;
    this.threads = threads;
    this.changed = changed;
  }

  Member join(Viewer viewer, Executor executor) {
    DeliveryPolicy policy = Subscription.policyOf(viewer);
    Place place = new Place(requireNonNull(executor, "executor"), policy);
    Subscription subscription =
        new Subscription(viewer, policy, counters, gone -> leave(gone, place));
    ViewerGroup joined =
        groups.compute(
            place,
            (_, present) -> {
              ViewerGroup members =
                  present != null
                      ? present
                      : new ViewerGroup(stream, Handover.to(executor, threads), policy);
              members.add(subscription);
              return members;
            });
    viewers.incrementAndGet();
    changed.run();
    return new Member(subscription, joined);
  }

  Collection<ViewerGroup> groups() {
    return groups.values();
  }

  FrameCounters counters() {
    return counters;
  }

  int size() {
    return viewers.get();
  }

  int lasting() {
    return groups.values().stream().mapToInt(ViewerGroup::lastingMembers).sum();
  }

  private void leave(Subscription subscription, Place place) {
    groups.computeIfPresent(
        place,
        (same, members) -> {
          members.remove(subscription);
          return members.isEmpty() ? null : members;
        });
    viewers.decrementAndGet();
    changed.run();
  }
}
