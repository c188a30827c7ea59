package io.zoetrope.drivers.slideshow;

import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import java.io.IOException;
import java.util.List;

/** A set of pictures that may change while it is shown. */
interface Slides {

  /** The pictures there are now, in the order to show them. */
  List<Slide> pictures() throws IOException;

  /** One picture, read again each time it is shown. */
  interface Slide {
    String name();

    /** Begins a frame with the bytes of the picture. The caller closes the builder. */
    FrameBuilder read(FrameFactory frames) throws IOException;
  }
}
