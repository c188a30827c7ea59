package io.zoetrope.drivers.slideshow;

import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.util.Set;

/**
 * {@code slideshow:DIR?fps=1}: a folder's JPEGs by name, over and over; three of ours by default.
 */
public final class SlideshowDriver implements CameraDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("slideshow");
  }

  @Override
  public void check(CameraUri uri, DriverContext context) throws IOException {
    SlideshowOptions.of(uri);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    SlideshowOptions options = SlideshowOptions.of(uri);
    return new SlideshowSource(options.slides(), options.picturesPerSecond(), context.frames());
  }
}
