package io.zoetrope.drivers.v4l2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The argument of a request: a struct whose fields are read and written by name, those within
 * others as in {@code size.discrete.width}. One thread.
 */
record Argument(MemoryLayout layout, MemorySegment memory) {

  /** All zeros. */
  static Argument of(Ioctl request, Arena arena) {
    return new Argument(request.argument(), arena.allocate(request.argument()));
  }

  Argument put(String field, long value) {
    memory.set(JAVA_INT, offset(field), (int) value);
    return this;
  }

  int number(String field) {
    return memory.get(JAVA_INT, offset(field));
  }

  long longNumber(String field) {
    return memory.get(JAVA_LONG_UNALIGNED, offset(field));
  }

  /** Up to the first NUL. */
  String text(String field) {
    byte[] bytes =
        memory.asSlice(offset(field), layout.select(path(field)).byteSize()).toArray(JAVA_BYTE);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
  }

  private long offset(String field) {
    return layout.byteOffset(path(field));
  }

  private static PathElement[] path(String field) {
    return Arrays.stream(field.split("\\.", -1))
        .map(PathElement::groupElement)
        .toArray(PathElement[]::new);
  }
}
