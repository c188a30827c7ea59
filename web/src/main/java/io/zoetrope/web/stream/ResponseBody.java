package io.zoetrope.web.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a producer writes to. One thread. What is written leaves in chunks of some ten KB, or when
 * it is flushed; closing is not needed.
 */
public final class ResponseBody extends OutputStream {
  private final OutputStream out;
  private final ChunkStream chunks;
  private final Map<String, String> headers = new LinkedHashMap<>();

  ResponseBody(OutputStream out, ChunkStream chunks) {
    this.out = out;
    this.chunks = chunks;
  }

  /**
   * Sets a header of the answer.
   *
   * @throws IllegalStateException when the first bytes have left already
   */
  public void header(String name, String value) {
    if (chunks.sent()) {
      throw new IllegalStateException("The headers have left already");
    }
    headers.put(name, value);
  }

  @Override
  public void write(int one) throws IOException {
    out.write(one);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  /**
   * Lets what was written leave now; waits if the client has not taken much of what came before.
   */
  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** What the producer has set; changes no more when the first bytes have left. */
  Map<String, String> headers() {
    return headers;
  }
}
