package io.zoetrope.ffmpeg.nut;

import io.zoetrope.core.media.ParameterSet;
import java.io.IOException;
import java.util.Optional;

/** What stands before the data of a packet in version 4, of which a new setup matters. */
final class SideData {
  private static final String SETUP = "Extradata";
  private static final int MOST_ITEMS = 256;

  private SideData() {}

  /** Takes one block of items. */
  static Optional<ParameterSet> read(NutFields in) throws IOException {
    Optional<ParameterSet> setup = Optional.empty();
    int items = in.number(MOST_ITEMS);
    for (int n = 0; n < items; n++) {
      String name = in.text();
      Optional<ParameterSet> bytes = value(in);
      if (name.equals(SETUP)) {
        setup = bytes;
      }
    }
    return setup;
  }

  /** Takes a value of any type; present if it is bytes. */
  private static Optional<ParameterSet> value(NutFields in) throws IOException {
    long type = in.signed();
    if (type == -1) {
      String _ = in.text();
    } else if (type == -2) {
      String _ = in.text();
      return Optional.of(ParameterSet.of(in.bytes()));
    } else if (type == -3 || type < -4) { // A number; a ratio, whose denominator the type is.
      long _ = in.signed();
    } else if (type == -4) {
      long _ = in.number(); // A time.
    }
    return Optional.empty();
  }
}
