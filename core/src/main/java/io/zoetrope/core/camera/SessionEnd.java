package io.zoetrope.core.camera;

import io.zoetrope.core.driver.LoginRefusedException;
import io.zoetrope.core.driver.SourceEndedException;

/** Why a session has ended, as far as it decides when the next one begins. */
enum SessionEnd {
  FAILED,
  LOGIN_REFUSED,
  /** As it should: a failure only if there was no picture. */
  COMPLETE;

  static SessionEnd of(Throwable cause) {
    return switch (cause) {
      case LoginRefusedException _ -> LOGIN_REFUSED;
      case SourceEndedException _ -> COMPLETE;
      default -> FAILED;
    };
  }
}
