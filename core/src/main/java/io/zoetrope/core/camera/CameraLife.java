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
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of one camera: which state it is in, and when its source is opened and closed. Any
 * thread may call it; nothing here blocks.
 */
final class CameraLife {

  /** Makes the session of one opening, not yet started. Called under the lock of the life. */
  @FunctionalInterface
  interface SessionMaker {
    CaptureSession make(@Nullable CaptureSession predecessor);
  }

  private final String id;
  private final CameraTimings timings;
  private final Timekeeper time;
  private final CameraObserver observer;
  private final FailureHistory failures;
  private final IntSupplier viewers;
  private final Runnable forgetPictures;
  private final SessionMaker sessionMaker;

  // Written under the lock.
  private final ReentrantLock lock = new ReentrantLock();
  private volatile CameraState state;
  private volatile @Nullable CaptureSession session;
  private volatile @Nullable CaptureSession lastSession;
  private Delivery delivery = new Delivery();
  private @Nullable Timer lingerTimer;
  private @Nullable Timer retryTimer;
  private @Nullable CaptureSession hurried;
  private long openedNanos;
  private boolean ended;

  CameraLife(
      String id,
      CameraTimings timings,
      CameraEnvironment environment,
      IntSupplier viewers,
      Runnable forgetPictures,
      SessionMaker sessionMaker) {
    this.id = id;
    this.timings = timings;
    this.time = environment.time();
    this.observer = environment.observer();
    this.failures = new FailureHistory(timings, time, environment.random());
    this.viewers = viewers;
    this.forgetPictures = forgetPictures;
    this.sessionMaker = sessionMaker;
    this.state = new Idle(time.now());
  }

  CameraState state() {
    return state;
  }

  Optional<Fault> lastFault() {
    return failures.last();
  }

  boolean isCurrent(CaptureSession candidate) {
    return session == candidate;
  }

  /**
   * Somebody came or left.
   *
   * @return the state entered, if who came is to be told why the camera is not opened yet
   */
  Optional<Retrying> audienceChanged() {
    lock.lock();
    try {
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
              enter(delivery.begun() ? new Live(time.now()) : new Starting(time.now()));
          case Starting _, Live _, Retrying _ -> {}
        }
      } else if (lingerTimer == null && !(state instanceof Idle)) {
        lingerTimer = time.after(timings.linger(), this::closeIfNobodyWatches);
        if (!(state instanceof Retrying)) {
          enter(new Lingering(time.now(), time.now().plus(timings.linger())));
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Retrying> openIfAllowed() {
    Optional<Retrying> refused = failures.refusedLogin();
    if (refused.isPresent()) {
      retryLater(refused.get());
    } else {
      open();
      enter(new Starting(time.now()));
    }
    return refused;
  }

  /** The session has a picture; it is shown unless the session was stopped in the meantime. */
  void captured(CaptureSession from, Runnable show) {
    locked(() -> {
      if (session != from) {
        return;
      }
      if (delivery.mark(time.nanoTime())) {
        failures.recovered();
        if (!(state instanceof Lingering || state instanceof Live)) {
          enter(new Live(time.now()));
        }
      }
      if (session == from) { // The observer may have stopped it.
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
    lock.lock();
    try {
      if (session != from) {
        return Optional.empty();
      }
      boolean lingering = state instanceof Lingering;
      closeSession();
      boolean complete = end == SessionEnd.COMPLETE && delivery.begun();
      if (complete) {
        failures.completed();
        retryTimer = time.after(untilNextOpening(), this::openIfClosed);
      } else {
        Retrying retrying = failures.add(end, reason, delivery, hurried == from);
        hurried = null;
        if (!lingering) {
          retryLater(retrying);
          return Optional.of(retrying);
        }
      }
      if (lingering) {
        becomeIdle();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void retryLater(Retrying retrying) {
    enter(retrying);
    retryTimer =
        time.after(Duration.between(time.now(), retrying.nextAttempt()), this::openIfClosed);
  }

  /** A source that delivers one picture per opening is opened once a second at most. */
  private Duration untilNextOpening() {
    Duration open = Duration.ofNanos(time.nanoTime() - openedNanos);
    return timings.firstRetry().compareTo(open) > 0
        ? timings.firstRetry().minus(open)
        : Duration.ZERO;
  }

  /**
   * The source is there again, as far as one knows: if the camera waits to open it, it waits no
   * more, and delays begin with the shortest again. An opening under way may have begun too early;
   * if it fails, the next follows at once.
   */
  void retryNow() {
    locked(() -> {
      failures.sourceIsBack();
      if (session != null) {
        hurried = delivery.begun() ? null : session;
      } else if (state instanceof Retrying) {
        retryTimer = cancel(retryTimer);
        open();
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

  /** Waits until the source last opened has let go of its device. */
  boolean awaitDeviceFree(Duration atMost) throws InterruptedException {
    CaptureSession last = lastSession;
    return last == null || last.awaitEnd(atMost);
  }

  private void openIfClosed() {
    locked(() -> {
      if (!(state instanceof Idle) && session == null) {
        open();
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

  private void open() {
    hurried = null;
    CaptureSession opened = sessionMaker.make(lastSession);
    session = opened;
    lastSession = opened;
    delivery = new Delivery();
    openedNanos = time.nanoTime();
    opened.start();
  }

  private void becomeIdle() {
    lingerTimer = cancel(lingerTimer);
    retryTimer = cancel(retryTimer);
    failures.forget();
    closeSession();
    forgetPictures.run();
    if (!(state instanceof Idle)) {
      enter(new Idle(time.now()));
    }
  }

  private void closeSession() {
    CaptureSession open = session;
    session = null;
    if (open != null) {
      open.stop();
    }
  }

  private void enter(CameraState next) {
    CameraState before = state;
    state = next;
    observer.stateChanged(id, before, next);
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
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
