package io.zoetrope.app;

import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.util.Set;

/** Replaces a driver that is missing now, but may be there at the next start. */
record MissingDriver(String fault) implements CameraDriver {
  @Override
  public Set<String> schemes() {
    return Set.of();
  }

  @Override
  public void check(CameraUri uri, DriverContext context) throws IOException {
    throw new IOException(fault);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    throw new IOException(fault);
  }
}
