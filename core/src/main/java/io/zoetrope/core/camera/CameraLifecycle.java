package io.zoetrope.core.camera;

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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle of one camera: which state it is in, and when its source is opened and closed. Any
 * thread may call it; nothing here blocks, and nothing foreign is called under its lock: sessions
 * are started and observers called after it.
 */
final class CameraLifecycle {
  private final CameraTimings timings;
  private final Timekeeper time;
  private final ReturnWatcher returns;
  private final ObserverCalls observers;
  private final FailureHistory failures;
  private final MediaStream stream;
  private final Openings openings;

  // Written under the lock.
  private final ReentrantLock lock = new ReentrantLock();
  private volatile CameraState state;
  private @Nullable Timer lingerTimer;
  private @Nullable Timer retryTimer;
  private boolean ended;

  CameraLifecycle(
      CameraTimings timings,
      CameraEnvironment environment,
      MediaStream stream,
      Openings openings,
      ReturnWatcher returns,
      ObserverCalls observers) {
    this.timings = timings;
    this.time = environment.time();
    this.failures = new FailureHistory(timings, time, environment.random());
    this.stream = stream;
    this.openings = openings;
    this.returns = returns;
    this.observers = observers;
    this.state = new Idle(time.now());
  }

  CameraState state() {
    return state;
  }

  Optional<CameraStatus.Fault> lastFault() {
    return failures.last();
  }

  /**
   * Somebody came or left.
   *
   * @return what to show if the camera may not be opened yet
   */
  Optional<Trouble> audienceChanged() {
    return locked(() -> {
      if (ended) {
        return Optional.empty();
      }
      if (stream.viewers() > 0) {
        lingerTimer = cancel(lingerTimer);
        switch (state) {
          case Idle _ -> {
            return openIfAllowed();
          }
          case Lingering _ ->
              enter(openings.delivery().begun() ? new Live(time.now()) : new Starting(time.now()));
          case Starting _, Live _, Retrying _ -> {}
        }
      } else if (lingerTimer == null && !(state instanceof Idle)) {
        lingerTimer = time.after(timings.linger(), this::closeIfNobodyWatches);
        if (!(state instanceof Retrying)) {
          enter(new Lingering(time.now(), time.now().plus(timings.linger())));
        }
      }
      return Optional.empty();
    });
  }

  private Optional<Trouble> openIfAllowed() {
    Optional<Retrying> refused = failures.refusedLogin();
    if (refused.isPresent()) {
      return Optional.of(retryLater(refused.get()));
    }
    openings.open();
    enter(new Starting(time.now()));
    return Optional.empty();
  }

  /** The session has a picture. Says whether that is to be shown: not if it was stopped. */
  boolean captured(CaptureSession from) {
    return locked(() -> {
      if (!openings.isCurrent(from)) {
        return false;
      }
      if (openings.delivery().mark(time.nanoTime())) {
        failures.recovered();
        if (!(state instanceof Lingering || state instanceof Live)) {
          enter(new Live(time.now()));
        }
      }
      return true;
    });
  }

  /**
   * The session has ended, or is taken for failed.
   *
   * @return what to show if the source will be opened again
   */
  Optional<Trouble> ended(CaptureSession from, SessionEnd end, String reason) {
    return locked(() -> {
      if (!openings.isCurrent(from)) {
        return Optional.empty();
      }
      boolean lingering = state instanceof Lingering;
      closeSession();
      Delivery delivery = openings.delivery();
      if (end == SessionEnd.COMPLETE && delivery.begun()) {
        failures.completed();
        retryTimer = time.after(openings.untilNext(timings.firstRetry()), this::openIfClosed);
      } else {
        Retrying retrying = failures.add(end, reason, delivery, openings.takeHurry());
        if (!lingering) {
          return Optional.of(retryLater(retrying));
        }
      }
      if (lingering) {
        becomeIdle();
      }
      return Optional.empty();
    });
  }

  private Trouble retryLater(Retrying retrying) {
    enter(retrying);
    retryTimer =
        time.after(Duration.between(time.now(), retrying.nextAttempt()), this::openIfClosed);
    return new Trouble(retrying, openings.generation());
  }

  /**
   * The source is there again, as far as one knows: if the camera waits to open it, it waits no
   * more, and delays begin with the shortest again. An opening under way may have begun too early;
   * if it fails, the next follows at once.
   */
  void retryNow() {
    locked(() -> {
      failures.sourceIsBack();
      if (openings.isOpen()) {
        openings.hurry();
      } else if (state instanceof Retrying) {
        retryTimer = cancel(retryTimer);
        openings.open();
      }
    });
  }

  /** Closes the source for good. */
  void end() {
    locked(() -> {
      ended = true;
      becomeIdle();
    });
  }

  private void openIfClosed() {
    locked(() -> {
      if (!(state instanceof Idle) && !openings.isOpen()) {
        openings.open();
      }
    });
  }

  private void closeIfNobodyWatches() {
    locked(() -> {
      if (stream.viewers() == 0) {
        becomeIdle();
      }
    });
  }

  private void becomeIdle() {
    lingerTimer = cancel(lingerTimer);
    retryTimer = cancel(retryTimer);
    failures.forget();
    closeSession();
    stream.clear();
    if (!(state instanceof Idle)) {
      enter(new Idle(time.now()));
    }
  }

  /** From here on nothing of the session is shown, whatever its thread still publishes. */
  private void closeSession() {
    openings.close();
    stream.begin(openings.generation());
  }

  private void enter(CameraState next) {
    returns.entered(next);
    observers.add(state, next);
    state = next;
  }

  private void locked(Runnable action) {
    var _ =
        locked(() -> {
          action.run();
          return true;
        });
  }

  private <T> T locked(Supplier<T> action) {
    T result;
    CaptureSession opened;
    lock.lock();
    try {
      result = action.get();
      opened = openings.takeUnstarted();
    } finally {
      lock.unlock();
    }
    if (opened != null) {
      opened.start();
    }
    observers.wake();
    return result;
  }

  private static @Nullable Timer cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
    return null;
  }
}
