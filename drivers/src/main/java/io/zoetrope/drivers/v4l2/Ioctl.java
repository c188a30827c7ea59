package io.zoetrope.drivers.v4l2;

import java.lang.foreign.MemoryLayout;

/**
 * A request of {@code linux/videodev2.h}; below are those that are made here.
 *
 * @param argument the struct that it takes and fills
 */
record Ioctl(String name, long number, MemoryLayout argument) {
  private static final long READ = 2;
  private static final long BOTH = 3;

  static final Ioctl QUERYCAP = of("VIDIOC_QUERYCAP", READ, 0, Structs.CAPABILITY);
  static final Ioctl ENUM_FMT = of("VIDIOC_ENUM_FMT", BOTH, 2, Structs.FORMAT);
  static final Ioctl REQBUFS = of("VIDIOC_REQBUFS", BOTH, 8, Structs.REQUEST_BUFFERS);
  static final Ioctl G_CTRL = of("VIDIOC_G_CTRL", BOTH, 27, Structs.CONTROL);
  static final Ioctl S_CTRL = of("VIDIOC_S_CTRL", BOTH, 28, Structs.CONTROL);
  static final Ioctl QUERYCTRL = of("VIDIOC_QUERYCTRL", BOTH, 36, Structs.QUERY_CONTROL);
  static final Ioctl QUERYMENU = of("VIDIOC_QUERYMENU", BOTH, 37, Structs.QUERY_MENU);
  static final Ioctl ENUM_FRAMESIZES = of("VIDIOC_ENUM_FRAMESIZES", BOTH, 74, Structs.FRAME_SIZE);
  static final Ioctl ENUM_FRAMEINTERVALS =
      of("VIDIOC_ENUM_FRAMEINTERVALS", BOTH, 75, Structs.FRAME_INTERVAL);

  private static Ioctl of(String name, long direction, int command, MemoryLayout argument) {
    // As the macro _IOC puts it together on x86, ARM and RISC-V.
    return new Ioctl(
        name, direction << 30 | argument.byteSize() << 16 | 'V' << 8 | command, argument);
  }
}
