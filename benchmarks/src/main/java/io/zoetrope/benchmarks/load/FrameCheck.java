package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * For one thread. Looks at every byte of each frame: it must be a JPEG from start to end, and the
 * same for all who check.
 */
final class FrameCheck {
  private static final int START_OF_IMAGE = 0xFFD8;
  private static final int END_OF_IMAGE = 0xFFD9;

  private final Checksums checksums;
  private final CRC32 checksum = new CRC32();
  private long seen;
  private int first;
  private int last;

  FrameCheck(Checksums checksums) {
    this.checksums = checksums;
  }

  void start() {
    checksum.reset();
    seen = 0;
    first = 0;
    last = 0;
  }

  /** Reads {@code count} bytes from the position of {@code in} and leaves it as it was. */
  void take(ByteBuffer in, int count) {
    int position = in.position();
    for (int i = 0; i < count && seen + i < 2; i++) {
      first = (first << 8) | (in.get(position + i) & 0xFF);
    }
    for (int i = Math.max(0, count - 2); i < count; i++) {
      last = ((last << 8) | (in.get(position + i) & 0xFF)) & 0xFFFF;
    }
    seen += count;
    checksum.update(in.slice(position, count));
  }

  /** Whether the frame that has just ended is whole. */
  boolean whole(long capturedMicros) {
    return first == START_OF_IMAGE
        && last == END_OF_IMAGE
        && (capturedMicros < 0 || checksums.agrees(capturedMicros, checksum.getValue()));
  }

  /** For one thread. The checksums of a stream's recent frames, as their viewers saw them. */
  static final class Checksums {
    private static final int KEPT = 1024;

    private final Map<Long, Long> recent =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > KEPT;
          }
        };

    private boolean agrees(long capturedMicros, long checksum) {
      Long known = recent.putIfAbsent(capturedMicros, checksum);
      return known == null || known == checksum;
    }
  }
}
