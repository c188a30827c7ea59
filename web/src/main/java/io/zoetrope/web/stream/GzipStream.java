package io.zoetrope.web.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses, and lets what was written leave when it is flushed. One thread. */
final class GzipStream extends GZIPOutputStream {
  private static final int BUFFER_BYTES = 8 * 1024;

  GzipStream(OutputStream out) throws IOException {
    super(out, BUFFER_BYTES, true);
    def.setLevel(Deflater.BEST_SPEED);
  }

  /** Frees the memory that is not Java's, whatever has been written. */
  void release() {
    def.end();
  }
}
