package io.zoetrope.core.publish;

import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;

/** A driver whose cameras wait for somebody to publish to them. Any thread may call it. */
public interface PublishingDriver extends CameraDriver {

  /**
   * Makes the place where the pictures of one camera arrive, to be kept and closed by the caller.
   * The camera is opened through it, not through {@link #open}.
   *
   * @param cameraId for sentences that say where to publish
   */
  PublishPoint publishPoint(CameraUri uri, String cameraId, DriverContext context);
}
