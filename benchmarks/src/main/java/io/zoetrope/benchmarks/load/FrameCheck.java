package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * For one thread. Looks at every byte of each frame: a JPEG from start to end, and the same for all
 * who check.
 */
final class FrameCheck {
  private static final int START_OF_IMAGE = 0xFFD8;
  private static final int END_OF_IMAGE = 0xFFD9;

  private final FrameLedger ledger;
  private final CRC32 checksum = new CRC32();
  private long seen;
  private int first;
  private int last;

  FrameCheck(FrameLedger ledger) {
    this.ledger = ledger;
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
    int limit = in.limit();
    for (int i = 0; i < count && seen + i < 2; i++) {
      first = (first << 8) | (in.get(position + i) & 0xFF);
    }
    for (int i = Math.max(0, count - 2); i < count; i++) {
      last = ((last << 8) | (in.get(position + i) & 0xFF)) & 0xFFFF;
    }
    seen += count;
    in.limit(position + count);
    checksum.update(in);
    in.limit(limit).position(position);
  }

  /** Whether the frame that has just ended is whole. */
  boolean whole(long timestampMicros) {
    return first == START_OF_IMAGE
        && last == END_OF_IMAGE
        && (timestampMicros < 0 || ledger.agrees(timestampMicros, checksum.getValue()));
  }
}
