package io.zoetrope.drivers.v4l2;

/** A request of {@code linux/videodev2.h}, with the struct that it takes and fills. */
record Ioctl(String name, long number, Struct argument) {
  private static final long READ = 2;
  private static final long BOTH = 3;

  static final Ioctl QUERYCAP =
      of("QUERYCAP", READ, 0, "driver:16 card:32 bus_info:32 version capabilities device_caps +3");

  static final Ioctl ENUM_FMT =
      of("ENUM_FMT", BOTH, 2, "index type flags description:32 pixelformat mbus_code +3");

  static final Ioctl REQBUFS = of("REQBUFS", BOTH, 8, "count type memory capabilities +1");
  static final Ioctl G_CTRL = of("G_CTRL", BOTH, 27, "id value");
  static final Ioctl S_CTRL = of("S_CTRL", BOTH, 28, "id value");

  static final Ioctl QUERYCTRL =
      of("QUERYCTRL", BOTH, 36, "id type name:32 minimum maximum step default_value flags +2");

  static final Ioctl QUERYMENU = of("QUERYMENU", BOTH, 37, "id index name/value:32 +1");

  static final Ioctl ENUM_FRAMESIZES =
      of(
          "ENUM_FRAMESIZES",
          BOTH,
          74,
          "index pixel_format type width/min_width height/max_width step_width min_height max_height step_height +2");

  /** The rate of one, or of a range's shortest interval, is in the same place. */
  static final Ioctl ENUM_FRAMEINTERVALS =
      of(
          "ENUM_FRAMEINTERVALS",
          BOTH,
          75,
          "index pixel_format width height type numerator denominator +4 +2");

  private static Ioctl of(String name, long direction, int command, String fields) {
    Struct argument = Struct.of(fields);
    // As the macro _IOC puts it together on x86, ARM and RISC-V.
    return new Ioctl(
        "VIDIOC_" + name, direction << 30 | argument.bytes() << 16 | 'V' << 8 | command, argument);
  }
}
