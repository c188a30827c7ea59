package io.zoetrope.core.camera;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A camera's controls, which may take only so long, for a few who ask at once. Any thread. */
final class GuardedControls implements CameraControls {
  /** To set a control may take a camera a moment. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

  private static final int MOST_WHO_WAIT = 4;

  private final CameraControls controls;
  private final DriverCamera camera;
  private final ForeignCode guard = new ForeignCode("Controls of a camera");
  private final Semaphore places = new Semaphore(MOST_WHO_WAIT);

  GuardedControls(CameraControls controls, DriverCamera camera) {
    this.controls = controls;
    this.camera = camera;
  }

  @Override
  public List<CameraControl> list() throws IOException {
    return ask(() -> List.copyOf(controls.list()));
  }

  @Override
  public void set(String name, long value) throws IOException {
    boolean _ =
        ask(() -> {
          controls.set(name, value);
          return true;
        });
  }

  private <T> T ask(ForeignCode.Call<T> code) throws IOException {
    if (!places.tryAcquire()) {
      throw new IOException("too many ask for this camera's controls at once: try again later");
    }
    try {
      return camera.answer(guard.callWithin(LONGEST_ANSWER, code));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("nobody waits for the controls any more");
    } finally {
      places.release();
    }
  }
}
