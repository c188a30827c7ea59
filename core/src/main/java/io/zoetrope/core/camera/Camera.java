package io.zoetrope.core.camera;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.stream.MediaStream;
import java.util.Optional;

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
  private final CameraEnvironment environment;
  private final CameraLifecycle lifecycle;

  /** Makes a camera that is idle. */
  Camera(CameraEnvironment environment) {
    this.environment = environment;
    this.lifecycle = new CameraLifecycle(environment);
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
    return environment.timings();
  }

  /** Where its pictures go. To join is to open the camera. */
  public MediaStream stream() {
    return lifecycle.stream();
  }

  /** Where it is in its life, at this moment. */
  public CameraState state() {
    return lifecycle.state();
  }

  /** How it is doing, at this moment; cheap enough to ask every second. */
  public CameraStatus status() {
    return lifecycle.status();
  }

  /** What can be set about it, if anything; to ask and to set blocks. */
  public Optional<CameraControls> controls() {
    return environment.opener().controls();
  }

  /**
   * The newest frame with a reference that is the caller's to release; none while the camera is
   * idle.
   */
  public Optional<Frame> retainLatest() {
    return Optional.ofNullable(stream().retainLatest());
  }

  /**
   * Opens a source that has failed at once instead of after its delay, as one that knows better
   * than the delay says that it is there again. Does nothing unless the camera is being retried.
   */
  public void retryNow() {
    lifecycle.retryNow();
  }

  /**
   * Closes the source for good and waits, for a few seconds at most, until its device is free and
   * the observers have heard of it.
   */
  @Override
  public void close() {
    lifecycle.close();
  }
}
