package io.zoetrope.drivers.opencv;

import java.io.IOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class CvFailure {
  /** {@code OpenCV(4.13.0) /where/it/was/built.cpp:747: error: (-215:Assertion failed) what …}. */
  private static final Pattern MESSAGE = Pattern.compile("error: \\((-?\\d+:)?([^)]*)\\)\\s*(.*)");

  private CvFailure() {}

  static IOException of(String what, RuntimeException thrown) {
    String message = Objects.requireNonNullElse(thrown.getMessage(), "");
    Matcher matcher = MESSAGE.matcher(message);
    String reason =
        matcher.find() ? "%s: %s".formatted(matcher.group(2), matcher.group(3)) : message;
    return new IOException("%s; OpenCV says '%s'".formatted(what, reason.strip()), thrown);
  }
}
