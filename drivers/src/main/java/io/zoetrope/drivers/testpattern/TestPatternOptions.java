package io.zoetrope.drivers.testpattern;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.Size;
import io.zoetrope.core.source.UriOptions;

record TestPatternOptions(Size size, double framesPerSecond) {
  private static final int LARGEST = 4096;
  private static final double FASTEST = 240;

  static TestPatternOptions of(CameraUri uri) {
    UriOptions options = UriOptions.of(uri, "size", "fps");
    if (!uri.address().isEmpty()) {
      throw new BadCameraUriException(
          "test: has only options, not '%s'; write it as in test:?size=1280x720&fps=30"
              .formatted(uri.address()));
    }
    return new TestPatternOptions(
        options.size("size", LARGEST).orElse(new Size(1280, 720)),
        options.rate("fps", FASTEST).orElse(30.0));
  }
}
