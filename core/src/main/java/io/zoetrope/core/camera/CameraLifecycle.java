package io.zoetrope.core.camera;

import io.zoetrope.base.StateLock;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Lingering;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle of one camera: which state it is in, and when its source is opened and closed. Any
 * thread may call it, and only {@link #close} blocks. Of the frames only the first of each session
 * comes by here.
 */
final class CameraLifecycle {
  private static final Duration PATIENCE_WITH_DEVICE = Duration.ofSeconds(3);
  private static final Duration PATIENCE_WITH_OBSERVERS = Duration.ofSeconds(1);

  private final String cameraId;
  private final CameraTimings timings;
  private final Timekeeper time;
  private final MediaStream stream;
  private final StateLock lock = new StateLock();
  private final Openings openings;
  private final FailureHistory failures;
  private final ReturnWatcher returns;
  private final ObserverCalls observers;

  // Written under the lock.
  private volatile CameraState state;
  private @Nullable Timer lingerTimer;
  private boolean over;

  CameraLifecycle(CameraEnvironment environment) {
    this.cameraId = environment.name().id();
    this.timings = environment.timings();
    this.time = environment.time();
    this.state = new Idle(time.now());
    this.stream = new MediaStream(this::audienceChanged, environment.foreignThreads());
    this.openings = new Openings(this, lock, environment, stream);
    this.failures = new FailureHistory(environment);
    this.returns = new ReturnWatcher(cameraId, environment.opener(), this::retryNow);
    this.observers = new ObserverCalls(environment);
  }

  CameraState state() {
    return state;
  }

  /** What there is to see. Its audience keeps the camera open. */
  MediaStream stream() {
    return stream;
  }

  CameraStatus status() {
    CameraState now = state;
    SessionMeter meter = openings.meter();
    boolean open = now instanceof Live || now instanceof Lingering;
    return new CameraStatus(
        cameraId,
        now,
        Optional.ofNullable(meter.format()),
        open ? meter.framesPerSecond(time.nanoTime()) : 0,
        stream.viewers(),
        stream.framesShown(),
        stream.framesDropped(),
        failures.last());
  }

  /** The session has its first picture. */
  void begun(CaptureSession session) {
    lock.locked(() -> {
      if (openings.isCurrent(session)) {
        failures.recovered();
        if (!(state instanceof Lingering || state instanceof Live)) {
          enter(new Live(time.now()));
        }
      }
    });
  }

  /** The session has ended, or is taken for failed. */
  void ended(CaptureSession session, SessionEnd end) {
    lock.locked(() -> {
      if (!openings.isCurrent(session)) {
        return;
      }
      boolean wanted = !(state instanceof Lingering);
      openings.close();
      if (end.kind() == SessionEnd.Kind.COMPLETE && session.meter().begun()) {
        failures.completed();
        openings.goOn();
      } else {
        Retrying retrying = failures.add(end, session.meter().lasted(timings.provenAfter()));
        if (wanted) {
          retryLater(retrying);
          lock.whenFree(openings.placeholder(retrying));
        }
      }
      if (!wanted) {
        becomeIdle();
      }
    });
  }

  /**
   * The source is there again, as far as one knows: if the camera waits to open it, it waits no
   * more, and delays begin with the shortest again. An opening under way may have begun too early;
   * if it fails, the next follows at once.
   */
  void retryNow() {
    lock.locked(() -> {
      failures.sourceIsBack(openings.isOpen() && !openings.meter().begun());
      if (state instanceof Retrying && !openings.isOpen()) {
        openings.open();
      }
    });
  }

  /** Closes the source for good. Waits until its device is free and the observers were called. */
  void close() {
    lock.locked(() -> {
      over = true;
      becomeIdle();
    });
    try {
      boolean _ = openings.device().awaitFree(PATIENCE_WITH_DEVICE);
      observers.await(PATIENCE_WITH_OBSERVERS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void audienceChanged() {
    lock.locked(() -> {
      if (over) {
        return;
      }
      if (stream.viewers() > 0) {
        cancelLinger();
        switch (state) {
          case Idle _ -> openUnlessRefused();
          case Lingering _ ->
              enter(openings.meter().begun() ? new Live(time.now()) : new Starting(time.now()));
          case Starting _, Live _, Retrying _ -> {}
        }
      } else if (lingerTimer == null && !(state instanceof Idle)) {
        lingerTimer = time.after(timings.linger(), this::closeUnlessWatched);
        if (!(state instanceof Retrying)) {
          enter(new Lingering(time.now(), time.now().plus(timings.linger())));
        }
      }
    });
  }

  private void openUnlessRefused() {
    Optional<Retrying> refused = failures.refusedLogin();
    if (refused.isEmpty()) {
      openings.open();
      enter(new Starting(time.now()));
    } else {
      retryLater(refused.get());
      // By a timer, because painting takes longer than an event loop has.
      time.after(Duration.ZERO, openings.placeholder(refused.get()));
    }
  }

  private void retryLater(Retrying retrying) {
    enter(retrying);
    openings.openAfter(Duration.between(time.now(), retrying.nextAttempt()));
  }

  private void closeUnlessWatched() {
    lock.locked(() -> {
      if (stream.viewers() == 0) {
        becomeIdle();
      }
    });
  }

  private void becomeIdle() {
    cancelLinger();
    failures.forget();
    openings.close();
    stream.clear();
    if (!(state instanceof Idle)) {
      enter(new Idle(time.now()));
    }
  }

  private void enter(CameraState next) {
    returns.entered(next);
    observers.add(state, next);
    lock.whenFree(observers::wake);
    state = next;
  }

  private void cancelLinger() {
    if (lingerTimer != null) {
      lingerTimer.cancel();
      lingerTimer = null;
    }
  }
}
