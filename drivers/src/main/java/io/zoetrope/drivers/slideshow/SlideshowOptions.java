package io.zoetrope.drivers.slideshow;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.UriOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

record SlideshowOptions(Slides slides, double picturesPerSecond) {
  private static final double FASTEST = 240;

  static SlideshowOptions of(CameraUri uri) throws IOException {
    double rate = UriOptions.of(uri, "fps").rate("fps", FASTEST).orElse(1.0);
    return new SlideshowOptions(uri.address().isEmpty() ? Slides.shipped() : folder(uri), rate);
  }

  private static Slides folder(CameraUri uri) throws IOException {
    Path folder = UriOptions.path(uri);
    if (!Files.isDirectory(folder)) {
      throw new IOException("slideshow: there is no folder '%s'".formatted(folder));
    }
    Slides slides = Slides.of(folder);
    if (pictures(slides, folder).isEmpty()) {
      throw new IOException(
          "slideshow: the folder '%s' holds no JPEG pictures (*.jpg or *.jpeg)".formatted(folder));
    }
    return slides;
  }

  private static List<Slides.Slide> pictures(Slides slides, Path folder) throws IOException {
    try {
      return slides.pictures();
    } catch (IOException e) {
      throw new IOException(
          "slideshow: this user may not read the folder '%s'".formatted(folder), e);
    }
  }
}
