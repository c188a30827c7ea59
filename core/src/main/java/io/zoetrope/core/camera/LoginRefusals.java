package io.zoetrope.core.camera;

import io.zoetrope.base.Backoff;
import io.zoetrope.core.camera.CameraState.Retrying;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row a camera has refused the login, and when the next attempt is allowed. Cameras
 * lock an account after a few wrong passwords, for half an hour or so, so this outlasts the
 * camera's being idle. Called under the camera's lock.
 */
final class LoginRefusals {
  private static final int TRIED_AS_USUAL = 2;
  private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(5), Duration.ofHours(1));

  private int inRow;
  private @Nullable Retrying last;

  /** The login was refused once more: what follows is as usual at first, and then comes later. */
  Retrying add(Retrying usual, Instant now) {
    inRow++;
    Retrying told = usual;
    if (inRow > TRIED_AS_USUAL) {
      Instant nextAttempt = now.plus(BACKOFF.delay(inRow - TRIED_AS_USUAL));
      told = new Retrying(usual.since(), usual.attempts(), nextAttempt, usual.reason());
    }
    last = told;
    return told;
  }

  /** What to tell a viewer who comes now; empty when the camera may be opened. */
  Optional<Retrying> waiting(Instant now) {
    return inRow > TRIED_AS_USUAL
        ? Optional.ofNullable(last).filter(told -> told.nextAttempt().isAfter(now))
        : Optional.empty();
  }

  /** The camera has delivered a picture. */
  void forget() {
    inRow = 0;
    last = null;
  }
}
