package io.zoetrope.drivers.v4l2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The argument of a request: a struct whose fields are read and written by name. One thread. */
record IoctlArgument(Struct struct, MemorySegment memory) {

  static IoctlArgument of(Ioctl request, Arena arena) {
    Struct struct = request.argument();
    return new IoctlArgument(struct, arena.allocate(struct.bytes(), Long.BYTES));
  }

  IoctlArgument put(String field, long value) {
    memory.set(JAVA_INT, field(field).offset(), (int) value);
    return this;
  }

  int number(String field) {
    return memory.get(JAVA_INT, field(field).offset());
  }

  long longNumber(String field) {
    return memory.get(JAVA_LONG_UNALIGNED, field(field).offset());
  }

  String text(String field) {
    Struct.Field at = field(field);
    String text =
        new String(
            memory.asSlice(at.offset(), at.bytes()).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    return text.split("\0", 2)[0].strip();
  }

  private Struct.Field field(String name) {
    return Objects.requireNonNull(struct.fields().get(name), name);
  }
}
