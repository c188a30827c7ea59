package io.zoetrope.drivers.opencv;

import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.util.Set;

/**
 * {@code opencv:0}: a camera by its number; {@code opencv:PATH?fps=5&loop=true}: numbered pictures
 * or an AVI of JPEGs, at their own speed by default. OpenCV re-encodes them.
 */
public final class OpenCvDriver implements CameraDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("opencv");
  }

  @Override
  public void check(CameraUri uri, DriverContext context) throws IOException {
    OpenCvOptions.of(uri);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context)
      throws IOException, InterruptedException {
    OpenCvOptions options = OpenCvOptions.of(uri);
    Natives.load();
    return switch (options) {
      case OpenCvOptions.Device device -> DeviceSource.open(device, context.frames());
      case OpenCvOptions.Recording recording -> RecordedSource.open(recording, context.frames());
    };
  }
}
