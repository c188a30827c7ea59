package io.zoetrope.drivers.v4l2;

import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.MemoryLayout.unionLayout;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;

/** The structs of {@code linux/videodev2.h}, field by field as they stand there. */
final class Structs {
  /** struct v4l2_capability. */
  static final StructLayout CAPABILITY =
      structLayout(
          text("driver", 16),
          text("card", 32),
          text("bus_info", 32),
          u32("version"),
          u32("capabilities"),
          u32("device_caps"),
          reserved(3));

  /** struct v4l2_fmtdesc. */
  static final StructLayout FORMAT =
      structLayout(
          u32("index"),
          u32("type"),
          u32("flags"),
          text("description", 32),
          u32("pixelformat"),
          u32("mbus_code"),
          reserved(3));

  /** struct v4l2_frmsizeenum. */
  static final StructLayout FRAME_SIZE =
      structLayout(
          u32("index"),
          u32("pixel_format"),
          u32("type"),
          unionLayout(
                  structLayout(u32("width"), u32("height")).withName("discrete"),
                  structLayout(
                          u32("min_width"),
                          u32("max_width"),
                          u32("step_width"),
                          u32("min_height"),
                          u32("max_height"),
                          u32("step_height"))
                      .withName("stepwise"))
              .withName("size"),
          reserved(2));

  /** struct v4l2_frmivalenum. */
  static final StructLayout FRAME_INTERVAL =
      structLayout(
          u32("index"),
          u32("pixel_format"),
          u32("width"),
          u32("height"),
          u32("type"),
          unionLayout(
                  fraction("discrete"),
                  structLayout(fraction("min"), fraction("max"), fraction("step"))
                      .withName("stepwise"))
              .withName("interval"),
          reserved(2));

  /** struct v4l2_queryctrl. */
  static final StructLayout QUERY_CONTROL =
      structLayout(
          u32("id"),
          u32("type"),
          text("name", 32),
          u32("minimum"),
          u32("maximum"),
          u32("step"),
          u32("default_value"),
          u32("flags"),
          reserved(2));

  /** struct v4l2_querymenu, which is packed. */
  static final StructLayout QUERY_MENU =
      structLayout(
          u32("id"),
          u32("index"),
          unionLayout(text("name", 32), JAVA_LONG_UNALIGNED.withName("value")).withName("entry"),
          reserved(1));

  /** struct v4l2_control. */
  static final StructLayout CONTROL = structLayout(u32("id"), u32("value"));

  /** struct v4l2_requestbuffers. */
  static final StructLayout REQUEST_BUFFERS =
      structLayout(
          u32("count"),
          u32("type"),
          u32("memory"),
          u32("capabilities"),
          sequenceLayout(4, JAVA_BYTE).withName("flags_and_reserved"));

  private Structs() {}

  private static MemoryLayout u32(String name) {
    return JAVA_INT.withName(name);
  }

  private static MemoryLayout text(String name, int bytes) {
    return sequenceLayout(bytes, JAVA_BYTE).withName(name);
  }

  private static MemoryLayout fraction(String name) {
    return structLayout(u32("numerator"), u32("denominator")).withName(name);
  }

  private static MemoryLayout reserved(int words) {
    return sequenceLayout(words, JAVA_INT).withName("reserved");
  }
}
