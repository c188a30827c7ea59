package io.zoetrope.drivers.slideshow;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.drivers.support.UriOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

record SlideshowOptions(Slides slides, double picturesPerSecond) {
  private static final double FASTEST = 240;

  static SlideshowOptions of(CameraUri uri) {
    double rate = UriOptions.of(uri, "fps").rate("fps", FASTEST).orElse(1.0);
    return new SlideshowOptions(
        uri.address().isEmpty() ? new ShippedSlides() : folder(uri.address()), rate);
  }

  private static Slides folder(String address) {
    try {
      Path folder = Path.of(address);
      if (!Files.isDirectory(folder)) {
        throw new BadCameraUriException("slideshow: there is no folder '%s'".formatted(address));
      }
      FolderSlides slides = new FolderSlides(folder);
      if (slides.pictures().isEmpty()) {
        throw new BadCameraUriException(
            "slideshow: the folder '%s' holds no JPEG pictures (*.jpg or *.jpeg)"
                .formatted(address));
      }
      return slides;
    } catch (InvalidPathException e) {
      throw new BadCameraUriException("slideshow: '%s' is not a path".formatted(address));
    } catch (IOException e) {
      throw new BadCameraUriException(
          "slideshow: this user may not read the folder '%s'".formatted(address));
    }
  }
}
