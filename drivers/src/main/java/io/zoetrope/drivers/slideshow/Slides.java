package io.zoetrope.drivers.slideshow;

import java.io.IOException;
import java.util.List;

/** A set of pictures that may change while it is shown. */
interface Slides {

  /** The pictures there are now, in the order to show them. */
  List<Slide> pictures() throws IOException;

  /** One picture, read anew each time it is shown. */
  interface Slide {
    String name();

    byte[] read() throws IOException;
  }
}
