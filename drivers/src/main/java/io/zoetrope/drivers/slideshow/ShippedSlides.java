package io.zoetrope.drivers.slideshow;

import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The three pictures that come with Zoetrope. */
record ShippedSlides() implements Slides {
  private static final List<Slide> PICTURES =
      List.of(new Resource("1.jpg"), new Resource("2.jpg"), new Resource("3.jpg"));

  @Override
  public List<Slide> pictures() {
    return PICTURES;
  }

  private record Resource(String name) implements Slide {
    @Override
    public FrameBuilder read(FrameFactory frames) throws IOException {
      try (InputStream in = ShippedSlides.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new FileNotFoundException(name);
        }
        byte[] jpeg = in.readAllBytes();
        FrameBuilder builder = frames.begin(jpeg.length);
        builder.buffer().writeBytes(jpeg);
        return builder;
      }
    }
  }
}
