package io.zoetrope.drivers.push;

import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishingDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.util.Set;

/** {@code push:?takeover=true&key=SECRET}: shows what somebody publishes to this camera. */
public final class PushDriver implements PublishingDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("push");
  }

  @Override
  public void check(CameraUri uri, DriverContext context) {
    PushOptions.of(uri);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    PushOptions.of(uri);
    throw new IOException(
        "a push: camera waits for somebody to publish to the server: use it with zoetrope serve --camera ID=push:");
  }

  @Override
  public PublishPoint publishPoint(CameraUri uri, String cameraId, DriverContext context) {
    return new PushPoint(cameraId, PushOptions.of(uri), context);
  }
}
