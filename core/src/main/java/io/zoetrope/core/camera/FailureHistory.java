package io.zoetrope.core.camera;

import io.zoetrope.base.Backoff;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraStatus.Fault;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The failures of one camera, and how long to wait after each. Called under the camera's lock,
 * except for {@link #last()}.
 */
final class FailureHistory {
  private static final int REFUSALS_TRIED_AS_USUAL = 2;

  /** Cameras lock an account for half an hour or so; this outlasts the camera's being idle. */
  private static final Backoff AFTER_REFUSALS =
      new Backoff(Duration.ofMinutes(5), Duration.ofHours(1));

  private final Timekeeper time;
  private final Backoff backoff;
  private final RandomGenerator random;
  private volatile @Nullable Fault last;
  private int inRow;
  private int refusedInRow;
  private @Nullable Retrying lastRefusal;
  private boolean hurried;
  private @Nullable Instant failingSince;

  FailureHistory(CameraEnvironment environment) {
    this.time = environment.shared().time();
    this.backoff =
        new Backoff(environment.timings().firstRetry(), environment.timings().longestRetry());
    this.random = environment.shared().random();
  }

  /** What went wrong last, also when all is well again. Any thread. */
  Optional<Fault> last() {
    return Optional.ofNullable(last);
  }

  /**
   * A session has failed: for the first time in a row if it was {@code proven} by delivering for so
   * long. Returns what viewers see until the next attempt.
   */
  Retrying add(SessionEnd end, boolean proven) {
    if (proven) {
      inRow = 0;
    }
    inRow++;
    Instant since = failingSince == null ? time.now() : failingSince;
    failingSince = since;
    last = new Fault(end.reason(), since);
    Duration delay = hurried ? Duration.ZERO : backoff.delay(inRow, random);
    hurried = false;
    Retrying usual = new Retrying(since, inRow, time.now().plus(delay), end.reason());
    return end.kind() == SessionEnd.Kind.LOGIN_REFUSED ? refused(usual) : usual;
  }

  private Retrying refused(Retrying usual) {
    int unusual = ++refusedInRow - REFUSALS_TRIED_AS_USUAL;
    lastRefusal =
        unusual <= 0
            ? usual
            : new Retrying(
                usual.since(),
                usual.attempts(),
                time.now().plus(AFTER_REFUSALS.delay(unusual)),
                usual.reason());
    return lastRefusal;
  }

  void recovered() {
    hurried = false;
    failingSince = null;
    refusedInRow = 0;
  }

  /**
   * The source says that it can be opened again. Should an opening fail that may have begun too
   * early, the next follows at once.
   */
  void sourceIsBack(boolean tooEarly) {
    inRow = 0;
    hurried = tooEarly;
  }

  void completed() {
    inRow = 0;
  }

  /** The camera becomes idle. Whoever opens it next starts over, except with the login. */
  void forget() {
    inRow = 0;
    hurried = false;
    failingSince = null;
  }

  /** What to show a viewer who finds the camera idle; empty when it may be opened. */
  Optional<Retrying> refusedLogin() {
    Retrying told = lastRefusal;
    if (refusedInRow <= REFUSALS_TRIED_AS_USUAL
        || told == null
        || !told.nextAttempt().isAfter(time.now())) {
      return Optional.empty();
    }
    inRow = told.attempts();
    failingSince = told.since();
    return Optional.of(told);
  }
}
