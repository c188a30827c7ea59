package io.zoetrope.core.source;

import java.io.IOException;
import java.util.Optional;

/**
 * Opens a camera's source, again and again as it is needed. Called on the camera's own thread; may
 * block.
 */
@FunctionalInterface
public interface SourceOpener {

  /**
   * Opens the source; blocks until it answers.
   *
   * @return an open source, the caller's to close
   * @throws IOException when it does not open; its message is a sentence for people, without
   *     secrets
   */
  FrameSource open() throws IOException, InterruptedException;

  /**
   * Calls {@code returned}, on any thread, whenever a source that did not open may have come back,
   * until the watch is closed. By default nobody knows. May block for a moment.
   */
  default ReturnWatch watchForReturn(Runnable returned) {
    return ReturnWatch.NONE;
  }

  /** What can be set about the camera, whether it is open or not. Any thread; never blocks. */
  default Optional<CameraControls> controls() {
    return Optional.empty();
  }
}
