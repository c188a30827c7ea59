package io.zoetrope.web.connection;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long the server waits for those who connect. Immutable. */
public final class Timeouts {
  private enum Wait {
    FIRST_REQUEST(Duration.ofSeconds(15)),
    ANSWER(Duration.ofMinutes(2)),
    NEXT_REQUEST(Duration.ofSeconds(75)),
    /** Longer than a camera may take to its first picture: its own failure is reported first. */
    SNAPSHOT(Duration.ofSeconds(20)),
    STALLED_VIEWER(Duration.ofMinutes(3)),
    SILENT_PUBLISHER(Duration.ofSeconds(15)),
    HEARTBEAT(Duration.ofSeconds(15));

    private final Duration standard;

    Wait(Duration standard) {
      this.standard = standard;
    }
  }

  public static final Timeouts STANDARD = new Timeouts(Map.of());

  private final Map<Wait, Duration> changed;

  private Timeouts(Map<Wait, Duration> changed) {
    this.changed = changed;
  }

  /** From connecting to the end of the first request's head. */
  public Duration firstRequest() {
    return of(Wait.FIRST_REQUEST);
  }

  /** From a request's head to the head of its answer, unless a body is still coming. */
  public Duration answer() {
    return of(Wait.ANSWER);
  }

  /**
   * From an answer to the end of the next request's head; by then the client must also have taken
   * the answer.
   */
  public Duration nextRequest() {
    return of(Wait.NEXT_REQUEST);
  }

  /** For a picture that is new enough. */
  public Duration snapshot() {
    return of(Wait.SNAPSHOT);
  }

  /** Until a viewer that takes nothing of its frame is let go. */
  public Duration stalledViewer() {
    return of(Wait.STALLED_VIEWER);
  }

  /** Until a publisher that sends nothing is let go. */
  public Duration silentPublisher() {
    return of(Wait.SILENT_PUBLISHER);
  }

  /** Until a client of events, when there are none, hears that all is well. */
  public Duration heartbeat() {
    return of(Wait.HEARTBEAT);
  }

  public Timeouts withFirstRequest(Duration time) {
    return with(Wait.FIRST_REQUEST, time);
  }

  public Timeouts withAnswer(Duration time) {
    return with(Wait.ANSWER, time);
  }

  public Timeouts withNextRequest(Duration time) {
    return with(Wait.NEXT_REQUEST, time);
  }

  public Timeouts withSnapshot(Duration time) {
    return with(Wait.SNAPSHOT, time);
  }

  public Timeouts withStalledViewer(Duration time) {
    return with(Wait.STALLED_VIEWER, time);
  }

  public Timeouts withSilentPublisher(Duration time) {
    return with(Wait.SILENT_PUBLISHER, time);
  }

  public Timeouts withHeartbeat(Duration time) {
    return with(Wait.HEARTBEAT, time);
  }

  private Duration of(Wait wait) {
    return changed.getOrDefault(wait, wait.standard);
  }

  private Timeouts with(Wait wait, Duration time) {
    Map<Wait, Duration> all = new EnumMap<>(Wait.class);
    all.putAll(changed);
    all.put(wait, time);
    return new Timeouts(all);
  }
}
