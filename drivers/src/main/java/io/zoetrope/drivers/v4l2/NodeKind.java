package io.zoetrope.drivers.v4l2;

import java.util.Locale;

/** What a node of {@code /dev} is for, as its driver says; the capabilities are its own. */
record NodeKind(String card, String driver, int capabilities) {
  private static final int VIDEO_CAPTURE = 0x1;
  private static final int VIDEO_CAPTURE_MPLANE = 0x1000;
  private static final int META_CAPTURE = 0x80_0000;
  private static final int HAS_DEVICE_CAPS = 0x8000_0000;

  static NodeKind of(OpenDevice device) throws SystemCallException {
    IoctlArgument answer = device.ask(Ioctl.QUERYCAP, argument -> argument);
    int all = answer.number("capabilities");
    boolean ofNode = (all & HAS_DEVICE_CAPS) != 0;
    return new NodeKind(
        answer.text("card"), answer.text("driver"), ofNode ? answer.number("device_caps") : all);
  }

  boolean delivers() {
    return has(VIDEO_CAPTURE);
  }

  /** Whether a program makes its pictures, as OBS or one that shows a phone's camera does. */
  boolean isLoopback() {
    return driver.toLowerCase(Locale.ROOT).contains("loopback");
  }

  /** What it is instead of a camera, as in {@code /dev/video1 delivers no pictures}. */
  String insteadOfPictures() {
    if (has(META_CAPTURE)) {
      return "delivers no pictures, only data about them";
    }
    return has(VIDEO_CAPTURE_MPLANE)
        ? "delivers pictures in several planes, which FFmpeg cannot read"
        : "delivers no pictures: it is an output or a converter (%s)".formatted(card);
  }

  private boolean has(int capability) {
    return (capabilities & capability) != 0;
  }
}
