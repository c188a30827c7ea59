package io.zoetrope.drivers.testpattern;

import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.util.Set;

/** {@code test:?size=1280x720&fps=30}: needs no camera, no file and no other program. */
public final class TestPatternDriver implements CameraDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("test");
  }

  @Override
  public void check(CameraUri uri, DriverContext context) {
    TestPatternOptions.of(uri);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) {
    return new TestPatternSource(TestPatternOptions.of(uri), context);
  }
}
