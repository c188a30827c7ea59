package io.zoetrope.mp4;

import io.zoetrope.core.media.Frame;

/** One frame as a fragment of a movie (moof and mdat). Any thread. */
public final class Fragment {
  private static final int BASE_IS_THE_FRAGMENT = 0x020000;
  private static final int HAS_OFFSET_DURATION_SIZE_FLAGS_COMPOSITION = 0x000F01;
  private static final int STANDS_ALONE = 2 << 24;
  private static final int DEPENDS_ON_OTHERS = (1 << 24) | (1 << 16);
  private static final int MOOF_BYTES = 104;
  private static final int HEADER_BYTES = MOOF_BYTES + 8;

  private Fragment() {}

  /**
   * Everything before the frame's data: the moof box, and the head of the mdat box.
   *
   * @param originNanos the point on the frame's own time line at which the movie's time is zero;
   *     not after the frame
   * @param durationNanos how long it is shown. A player extends it to the next frame; but where it
   *     is much too short, browsers take what follows for a gap
   */
  public static byte[] header(Frame frame, long originNanos, long durationNanos) {
    return before(frame, originNanos, durationNanos, new byte[0]);
  }

  /** As {@link #header}, with this before the frame's data, as a part of its sample. */
  static byte[] before(Frame frame, long originNanos, long durationNanos, byte[] ahead) {
    long decode = frame.decodeNanos() - originNanos;
    long presentation = frame.presentationNanos() - originNanos;
    return before(frame, decode, presentation, durationNanos, ahead);
  }

  /** With these times, from the movie's beginning on, in place of the frame's own. */
  static byte[] before(
      Frame frame, long decodeNanos, long presentationNanos, long durationNanos, byte[] ahead) {
    int sampleBytes = ahead.length + frame.sizeBytes();
    TimeScale scale = TimeScale.of(frame.format());
    long decode = scale.units(decodeNanos);
    long presentation = scale.units(presentationNanos);
    BoxWriter out = new BoxWriter();
    out.box(
        "moof",
        () -> {
          out.fullBox("mfhd", 0, 0, () -> out.u32((int) frame.sequence()));
          out.box(
              "traf",
              () -> {
                int id = InitSegment.id(frame.track());
                out.fullBox("tfhd", 0, BASE_IS_THE_FRAGMENT, () -> out.u32(id));
                out.fullBox("tfdt", 1, 0, () -> out.u64(Math.max(0, decode)));
                out.fullBox(
                    "trun",
                    1,
                    HAS_OFFSET_DURATION_SIZE_FLAGS_COMPOSITION,
                    () ->
                        out.u32(1)
                            .u32(HEADER_BYTES)
                            .u32((int) scale.units(durationNanos))
                            .u32(sampleBytes)
                            .u32(frame.keyFrame() ? STANDS_ALONE : DEPENDS_ON_OTHERS)
                            .u32((int) (presentation - decode)));
              });
        });
    return out.u32(8 + sampleBytes).ascii("mdat").bytes(ahead).toBytes();
  }
}
