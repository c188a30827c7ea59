package io.zoetrope.core.source;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Knows how to open the cameras of one or a few URI schemes; any thread may call it. Found by
 * {@link java.util.ServiceLoader}, so a jar on the class path or among the plugins can add one.
 */
public interface CameraDriver {

  /** The schemes in lower case, without the colon. */
  Set<String> schemes();

  /**
   * Whether its URIs are commands, or name programs, to run on this machine: then they are taken
   * from nobody but who may write the configuration file.
   */
  default boolean runsCommands() {
    return false;
  }

  /**
   * Looks at the URI without opening anything that only one may hold, so that mistakes show at
   * start.
   *
   * @throws BadCameraUriException when the URI can never work, which ends the start; says what is
   *     wrong with it and what would be right
   * @throws IOException when something is missing at present that may still appear, such as a file
   *     or a program; the camera is tried again and again. Its message is as that of {@link #open}
   */
  default void check(CameraUri uri, DriverContext context) throws IOException {}

  /**
   * Opens the camera; may block until it answers.
   *
   * @return an open source, the caller's to close
   * @throws IOException when the camera does not open; its message is a sentence for people,
   *     without secrets
   */
  FrameSource open(CameraUri uri, DriverContext context) throws IOException, InterruptedException;

  /**
   * Calls {@code returned}, on any thread, whenever a camera that did not open may have come back,
   * until the watch is closed: then it is opened at once instead of after its delay. By default
   * nobody knows. May block for a moment; opens nothing.
   */
  default ReturnWatch watchForReturn(CameraUri uri, DriverContext context, Runnable returned) {
    return ReturnWatch.NONE;
  }

  /** What can be set about the camera while it runs; empty where that is nothing. Opens nothing. */
  default Optional<CameraControls> controls(CameraUri uri, DriverContext context) {
    return Optional.empty();
  }
}
