package io.zoetrope.web.embed;

import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.publish.PublishPoint;
import java.util.Optional;

/** Knows how one camera is opened. */
@FunctionalInterface
interface CameraFactory {

  /**
   * What a camera is made of.
   *
   * @param point where its pictures are published, if they are; the caller's to close
   */
  record Made(SourceOpener opener, Optional<PublishPoint> point) {
    static Made of(SourceOpener opener) {
      return new Made(opener, Optional.empty());
    }
  }

  Made make(String id, DriverContext context);
}
