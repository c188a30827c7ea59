package io.zoetrope.drivers.slideshow;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.drivers.support.UriOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

record SlideshowOptions(Slides slides, double picturesPerSecond) {
  private static final double FASTEST = 240;

  static SlideshowOptions of(CameraUri uri) throws IOException {
    double rate = UriOptions.of(uri, "fps").rate("fps", FASTEST).orElse(1.0);
    return new SlideshowOptions(
        uri.address().isEmpty() ? new ShippedSlides() : folder(uri.address()), rate);
  }

  private static Slides folder(String address) throws IOException {
    try {
      Path folder = Path.of(address);
      if (!Files.isDirectory(folder)) {
        throw new IOException("slideshow: there is no folder '%s'".formatted(address));
      }
      FolderSlides slides = new FolderSlides(folder);
      if (pictures(slides, address).isEmpty()) {
        throw new IOException(
            "slideshow: the folder '%s' holds no JPEG pictures (*.jpg or *.jpeg)"
                .formatted(address));
      }
      return slides;
    } catch (InvalidPathException e) {
      throw new BadCameraUriException("slideshow: '%s' is not a path".formatted(address));
    }
  }

  private static List<Slides.Slide> pictures(Slides slides, String address) throws IOException {
    try {
      return slides.pictures();
    } catch (IOException e) {
      throw new IOException(
          "slideshow: this user may not read the folder '%s'".formatted(address), e);
    }
  }
}
