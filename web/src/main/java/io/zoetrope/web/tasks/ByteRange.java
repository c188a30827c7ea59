package io.zoetrope.web.tasks;

import io.zoetrope.web.http.RefusedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a file; its bytes are counted from 0. */
record ByteRange(long first, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /**
   * The part that a header {@code Range} asks for; empty when it asks for several or cannot be
   * understood: then the whole file is sent.
   */
  static Optional<ByteRange> read(String header, long size) throws RefusedException {
    Matcher matcher = SINGLE.matcher(header);
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (matcher.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(matcher.group(2)), size);
      return Optional.of(satisfiable(size - last, last, size));
    }
    long first = Long.parseLong(matcher.group(1));
    long end =
        matcher.group(2).isEmpty() ? size : Math.min(Long.parseLong(matcher.group(2)) + 1, size);
    if (!matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < first) {
      return Optional.empty();
    }
    return Optional.of(satisfiable(first, end - first, size));
  }

  String of(long size) {
    return "bytes %d-%d/%d".formatted(first, first + length - 1, size);
  }

  private static ByteRange satisfiable(long first, long length, long size) throws RefusedException {
    if (length <= 0) {
      throw new RefusedException(
          416,
          "no_such_range",
          "This file has only %d bytes, none of the requested ones.".formatted(size));
    }
    return new ByteRange(first, length);
  }
}
