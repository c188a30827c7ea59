package io.zoetrope.app.event;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Lingering;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides what of a camera's life is worth an event. Any thread may call it; it waits for nobody.
 *
 * <p>Who takes a single picture, as a page's stills do, opens and closes the camera without an
 * event; only its failure is one. Nothing is reported twice: that nobody watches any more is the
 * camera's closing, and a camera that fails has failed once, however often it is tried again.
 */
final class ReportedCamera {
  /** A camera that delivers a picture now and then has not recovered. */
  private static final Duration LONGEST_PROOF = Duration.ofSeconds(5);

  private final String id;
  private final Timekeeper time;
  private final Consumer<ObjectNode> events;

  // Guarded by this.
  private @Nullable Camera camera;
  private CameraState state;
  private String reported;
  private int reportedViewers;
  private boolean inTrouble;
  private @Nullable ObjectNode failure;
  private @Nullable Long deliveringNanos;
  private @Nullable Long unwatchedNanos;

  ReportedCamera(String id, Timekeeper time, Consumer<ObjectNode> events) {
    this.id = id;
    this.time = time;
    this.events = events;
    this.state = new Idle(time.now());
    this.reported = state.label();
  }

  synchronized void enters(CameraState next) {
    state = next;
    switch (next) {
      case Retrying failed -> {
        deliveringNanos = null;
        if (!inTrouble && failure == null) {
          failure = event("camera.trouble").put("state", "failed").put("reason", failed.reason());
        }
      }
      case Live _ -> deliveringNanos = deliveringNanos == null ? time.nanoTime() : deliveringNanos;
      case Idle _ -> {
        reportRecovery();
        deliveringNanos = null;
        reportedViewers = 0;
        reportState();
      }
      case Starting _, Lingering _ -> {}
    }
    if (camera != null && camera.stream().lastingViewers() > 0) {
      reportState();
    }
  }

  synchronized void look(Camera now, boolean waiting) {
    camera = now;
    reportFailure(waiting);
    reportRecovery();
    int viewers = now.stream().lastingViewers();
    if (viewers > 0) {
      unwatchedNanos = null;
      reportState();
      reportViewers(viewers);
    } else if (reportedViewers > 0 && isKeptOpen(now)) {
      reportViewers(0);
    }
  }

  /** Whether requests for single pictures have kept the camera open. */
  private boolean isKeptOpen(Camera now) {
    if (unwatchedNanos == null) {
      unwatchedNanos = time.nanoTime();
    }
    Duration unwatched = Duration.ofNanos(time.nanoTime() - unwatchedNanos);
    return unwatched.compareTo(now.timings().linger().plus(CameraEvents.LOOK_INTERVAL)) > 0;
  }

  private void reportState() {
    if (state instanceof Lingering || state.label().equals(reported)) {
      return;
    }
    reported = state.label();
    ObjectNode event = event("camera").put("state", reported);
    if (state instanceof Retrying failed) {
      event.put("reason", failed.reason());
    }
    events.accept(event);
  }

  private void reportViewers(int viewers) {
    if (viewers != reportedViewers) {
      reportedViewers = viewers;
      events.accept(event("viewers").put("viewers", viewers));
    }
  }

  private void reportFailure(boolean waiting) {
    if (failure != null && !waiting) {
      inTrouble = true;
      events.accept(failure);
    }
    failure = null;
  }

  private void reportRecovery() {
    if (inTrouble && deliveringNanos != null && time.nanoTime() - deliveringNanos >= proof()) {
      inTrouble = false;
      events.accept(event("camera.trouble").put("state", "back"));
    }
  }

  /** A camera that somebody looks at for a moment is open for as long as it lingers. */
  private long proof() {
    Duration half = camera == null ? LONGEST_PROOF : camera.timings().linger().dividedBy(2);
    return Math.min(half.toNanos(), LONGEST_PROOF.toNanos());
  }

  private ObjectNode event(String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("at", time.now().toString())
        .put("camera", id)
        .put("name", camera == null ? id : camera.name().shown());
  }
}
