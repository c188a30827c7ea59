package io.zoetrope.core.camera;

import io.zoetrope.base.StateLock;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Lingering;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named live source that is open only while somebody watches. Any thread may call it, event loops
 * included: nothing but {@link #close} blocks.
 *
 * <p>The first viewer of its {@link #stream()} opens the device, on a thread of its own. When the
 * last has left, the camera lingers for a while and then closes. When the source fails or falls
 * silent, the viewers stay and are shown a placeholder that says why, and the source is opened
 * again after a growing delay, for ever.
 */
public final class Camera implements AutoCloseable {
  private static final Duration PATIENCE_WITH_DEVICE = Duration.ofSeconds(3);
  private static final Duration PATIENCE_WITH_OBSERVERS = Duration.ofSeconds(1);

  private final CameraEnvironment environment;
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

  /** Makes a camera that is idle. */
  Camera(CameraEnvironment environment) {
    this.environment = environment;
    this.timings = environment.timings();
    this.time = environment.shared().time();
    this.state = new Idle(time.now());
    this.stream = new MediaStream(this::audienceChanged, environment.shared().foreignThreads());
    this.openings = new Openings(this, lock, environment, stream);
    this.failures = new FailureHistory(environment);
    this.returns = new ReturnWatcher(id(), environment.opener(), this::retryNow);
    this.observers = new ObserverCalls(environment);
  }

  /** What it is called within its program or server, in addresses too. */
  public String id() {
    return name().id();
  }

  /** What it is called by programs and by people. */
  public CameraName name() {
    return environment.name();
  }

  /** How long it waits for what. */
  public CameraTimings timings() {
    return timings;
  }

  /** Where its pictures go. To join is to open the camera. */
  public MediaStream stream() {
    return stream;
  }

  /** Where it is in its life, at this moment. */
  public CameraState state() {
    return state;
  }

  /** What can be set about it, if anything; to ask and to set blocks. */
  public Optional<CameraControls> controls() {
    return environment.opener().controls();
  }

  /** How it is doing, at this moment; cheap enough to ask every second. */
  public CameraStatus status() {
    CameraState now = state;
    SessionMeter meter = openings.meter();
    boolean open = now instanceof Live || now instanceof Lingering;
    return new CameraStatus(
        id(),
        now,
        Optional.ofNullable(meter.format()),
        open ? meter.tracks() : List.of(),
        open ? meter.framesPerSecond(time.nanoTime()) : 0,
        stream.viewers(),
        stream.framesShown(),
        stream.framesDropped(),
        failures.last());
  }

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
   * Opens a source that has failed at once instead of after its delay, because one that knows
   * better than the delay says that it is there again. Does nothing unless the camera is being
   * retried: an opening under way may have begun too early, so if that fails, the next follows at
   * once.
   */
  public void retryNow() {
    lock.locked(() -> {
      failures.sourceIsBack(openings.isOpen() && !openings.meter().begun());
      if (state instanceof Retrying && !openings.isOpen()) {
        openings.open();
      }
    });
  }

  /**
   * Closes the source for good and waits, for a few seconds at most, until its device is free and
   * the observers have heard of it.
   */
  @Override
  public void close() {
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
        lingerTimer = time.after(timings.linger(), () -> lock.locked(this::becomeIdleIfUnwatched));
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

  private void becomeIdleIfUnwatched() {
    if (stream.viewers() == 0) {
      becomeIdle();
    }
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
