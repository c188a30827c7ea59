package io.zoetrope.benchmarks.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** For one thread. Reads an answer from its first byte on: the head, then parts without end. */
final class StreamReader {
  private final ResponseHead head = new ResponseHead();
  private final MultipartReader parts;
  private @Nullable ChunkDecoder chunks;
  private boolean streaming;

  StreamReader(PartSink sink) {
    this.parts = new MultipartReader(sink);
  }

  /** Takes all that is in {@code in}. */
  void feed(ByteBuffer in) throws BrokenStreamException {
    if (!streaming) {
      streaming = head.take(in);
      if (!streaming) {
        return;
      }
      chunks = head.chunked() ? new ChunkDecoder(parts) : null;
    }
    if (chunks == null) {
      parts.feed(in);
    } else {
      chunks.feed(in);
    }
  }

  /** How many of the next bytes are nothing but picture, and may be skipped. */
  int skippable() {
    return chunks == null ? parts.skippable() : chunks.skippable();
  }

  /** The next {@code count} bytes, all of them skippable, were not kept; there is at least one. */
  void skip(int count) {
    if (chunks == null) {
      parts.skip(count);
    } else {
      chunks.skip(count);
    }
  }

  /** Whether the head has been read. */
  boolean streaming() {
    return streaming;
  }

  boolean insidePart() {
    return parts.insidePart();
  }

  /** Bytes of the multipart stream so far, without the response head and chunk sizes. */
  long consumed() {
    return parts.consumed();
  }
}
