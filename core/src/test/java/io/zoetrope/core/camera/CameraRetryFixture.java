package io.zoetrope.core.camera;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** What the tests of CameraRetryTest and CameraRecoveryTest share. */
abstract class CameraRetryFixture {
  static final Duration A_NANOSECOND = Duration.ofNanos(1);
  final CameraRig rig = new CameraRig();

  @AfterEach
  void close() {
    rig.close();
  }
}
