package io.zoetrope.core.camera;

import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Lingering;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import io.zoetrope.core.camera.CameraStatus.Fault;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of one camera: which state it is in, and when its source is opened and closed. Any
 * thread may call it; nothing here blocks.
 */
final class CameraLifecycle {
  private final String id;
  private final CameraTimings timings;
  private final Timekeeper time;
  private final CameraObserver observer;
  private final FailureHistory failures;
  private final IntSupplier viewers;
  private final Runnable forgetPictures;
  private final Openings openings;

  // Written under the lock.
  private final ReentrantLock lock = new ReentrantLock();
  private volatile CameraState state;
  private @Nullable Timer lingerTimer;
  private @Nullable Timer retryTimer;
  private boolean ended;

  CameraLifecycle(
      String id,
      CameraTimings timings,
      CameraEnvironment environment,
      IntSupplier viewers,
      Runnable forgetPictures,
      Openings openings) {
    this.id = id;
    this.timings = timings;
    this.time = environment.time();
    this.observer = environment.observer();
    this.failures = new FailureHistory(timings, time, environment.random());
    this.viewers = viewers;
    this.forgetPictures = forgetPictures;
    this.openings = openings;
    this.state = new Idle(time.now());
  }

  CameraState state() {
    return state;
  }

  Optional<Fault> lastFault() {
    return failures.last();
  }

  /**
   * Somebody came or left.
   *
   * @return the state entered, if who came is to be told why the camera is not opened yet
   */
  Optional<Retrying> audienceChanged() {
    return locked(() -> {
      if (ended) {
        return Optional.empty();
      }
      if (viewers.getAsInt() > 0) {
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

  private Optional<Retrying> openIfAllowed() {
    Optional<Retrying> refused = failures.refusedLogin();
    if (refused.isPresent()) {
      retryLater(refused.get());
    } else {
      openings.open();
      enter(new Starting(time.now()));
    }
    return refused;
  }

  /** The session has a picture; it is shown unless the session was stopped in the meantime. */
  void captured(CaptureSession from, Runnable show) {
    locked(() -> {
      if (!openings.isCurrent(from)) {
        return;
      }
      if (openings.delivery().mark(time.nanoTime())) {
        failures.recovered();
        if (!(state instanceof Lingering || state instanceof Live)) {
          enter(new Live(time.now()));
        }
      }
      if (openings.isCurrent(from)) { // The observer may have stopped it.
        show.run();
      }
    });
  }

  /** Does this unless the camera is no longer in that state. */
  void during(CameraState expected, Runnable action) {
    locked(() -> {
      if (state.equals(expected)) {
        action.run();
      }
    });
  }

  /**
   * The session has ended, or is taken for failed.
   *
   * @return the state entered, if there is somebody to be told and the source will be opened again
   */
  Optional<Retrying> ended(CaptureSession from, SessionEnd end, String reason) {
    return locked(() -> {
      if (!openings.isCurrent(from)) {
        return Optional.empty();
      }
      boolean lingering = state instanceof Lingering;
      openings.close();
      Delivery delivery = openings.delivery();
      if (end == SessionEnd.COMPLETE && delivery.begun()) {
        failures.completed();
        retryTimer = time.after(openings.untilNext(timings.firstRetry()), this::openIfClosed);
      } else {
        Retrying retrying = failures.add(end, reason, delivery, openings.takeHurry());
        if (!lingering) {
          retryLater(retrying);
          return Optional.of(retrying);
        }
      }
      if (lingering) {
        becomeIdle();
      }
      return Optional.empty();
    });
  }

  private void retryLater(Retrying retrying) {
    enter(retrying);
    retryTimer =
        time.after(Duration.between(time.now(), retrying.nextAttempt()), this::openIfClosed);
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
      if (viewers.getAsInt() == 0) {
        becomeIdle();
      }
    });
  }

  private void becomeIdle() {
    lingerTimer = cancel(lingerTimer);
    retryTimer = cancel(retryTimer);
    failures.forget();
    openings.close();
    forgetPictures.run();
    if (!(state instanceof Idle)) {
      enter(new Idle(time.now()));
    }
  }

  private void enter(CameraState next) {
    CameraState before = state;
    state = next;
    observer.stateChanged(id, before, next);
  }

  private void locked(Runnable action) {
    var _ =
        locked(() -> {
          action.run();
          return true;
        });
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable Timer cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
    return null;
  }
}
