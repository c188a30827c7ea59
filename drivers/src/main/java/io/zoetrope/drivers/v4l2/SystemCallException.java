package io.zoetrope.drivers.v4l2;

import java.io.IOException;

/** A call to the system failed; the number is the one that C calls errno. */
final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1;

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int ENXIO = 6;
  static final int EACCES = 13;
  static final int EBUSY = 16;
  static final int ENODEV = 19;
  static final int EINVAL = 22;
  static final int ENOTTY = 25;

  private final int number;

  SystemCallException(String call, int number) {
    super("the system refuses %s (error %d)".formatted(call, number));
    this.number = number;
  }

  boolean is(int... numbers) {
    for (int candidate : numbers) {
      if (candidate == number) {
        return true;
      }
    }
    return false;
  }
}
