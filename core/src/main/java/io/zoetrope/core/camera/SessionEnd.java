package io.zoetrope.core.camera;

import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.core.source.SourceEndedException;
import java.io.IOException;
import java.util.Objects;

/** Why a session has ended. The reason is a sentence for people. */
record SessionEnd(Kind kind, String reason) {
  private static final System.Logger LOG = System.getLogger(SessionEnd.class.getName());

  enum Kind {
    FAILED,
    LOGIN_REFUSED,
    /** As it should: a failure only if there was no picture. */
    COMPLETE
  }

  static SessionEnd failed(String reason) {
    return new SessionEnd(Kind.FAILED, reason);
  }

  static SessionEnd of(Throwable cause) {
    return switch (cause) {
      case LoginRefusedException e -> new SessionEnd(Kind.LOGIN_REFUSED, sentence(e));
      case SourceEndedException e -> new SessionEnd(Kind.COMPLETE, sentence(e));
      case InterruptedException _ -> failed("reading the camera was interrupted");
      case IOException e -> failed(sentence(e));
      case BadCameraUriException e -> failed(sentence(e));
      default -> {
        LOG.log(System.Logger.Level.DEBUG, "A camera's driver failed", cause);
        yield failed("the camera's driver failed: " + Secrets.mask(cause.toString()));
      }
    };
  }

  private static String sentence(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
