package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;

/** Told by the reader's own thread what comes out of a stream. */
interface PartSink {
  /**
   * A part's headers are read. {@code timestampMicros} and {@code sequence} are -1 where the server
   * sent none.
   */
  void partStarted(long timestampMicros, long sequence, long length);

  /**
   * The next {@code count} bytes of the body lie at the position of {@code in}, which must be left
   * as it is.
   */
  void partBytes(ByteBuffer in, int count);

  void partEnded();
}
