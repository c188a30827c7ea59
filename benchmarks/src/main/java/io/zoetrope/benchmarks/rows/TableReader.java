package io.zoetrope.benchmarks.rows;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;

/** For one thread. A client that asks for a table and counts its rows as they come. */
public final class TableReader implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int SLOW_BUFFER = 64 * 1024;

  private final Socket socket = new Socket();
  private final TableForm form;
  private final RowCounter counter;
  private final Counted wire;
  private final InputStream body;
  private final byte[] buffer = new byte[64 * 1024];
  private final long asked;
  private long firstRow;

  /** How it reads. */
  public enum Pace {
    FULL,
    /** With little room in the kernel, so that the server feels it. */
    SLOW
  }

  /** Asks, and reads the head of the answer. */
  public TableReader(URI table, TableForm form, Pace pace) throws IOException {
    this.form = form;
    this.counter = new RowCounter(form.rowEnd());
    if (pace == Pace.SLOW) {
      socket.setReceiveBufferSize(SLOW_BUFFER);
    }
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(table.getHost(), table.getPort()), PATIENCE_MILLIS);
    this.asked = System.nanoTime();
    socket.getOutputStream().write(request(table).getBytes(StandardCharsets.US_ASCII));
    this.wire = new Counted(socket.getInputStream());
    this.body = body(new BufferedInputStream(wire, 256 * 1024));
  }

  private String request(URI table) {
    return "GET %s HTTP/1.1\r\nHost: %s:%d\r\n%sConnection: close\r\n\r\n"
        .formatted(
            table.getRawQuery() == null
                ? table.getRawPath()
                : table.getRawPath() + "?" + table.getRawQuery(),
            table.getHost(),
            table.getPort(),
            form.gzip() ? "Accept-Encoding: gzip\r\n" : "");
  }

  private InputStream body(InputStream in) throws IOException {
    String status = HttpLines.read(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("the server answered: " + status);
    }
    boolean chunked = false;
    boolean zipped = false;
    for (String line = HttpLines.read(in); !line.isEmpty(); line = HttpLines.read(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      chunked |= lower.equals("transfer-encoding: chunked");
      zipped |= lower.equals("content-encoding: gzip");
    }
    if (zipped != form.gzip()) {
      throw new IOException("the answer is " + (zipped ? "" : "not ") + "zipped");
    }
    InputStream plain = chunked ? new ChunkedBody(in) : in;
    return zipped ? new GZIPInputStream(plain, 64 * 1024) : plain;
  }

  /** Reads some; false at the end of the table. */
  boolean more() throws IOException {
    int count = body.read(buffer);
    if (count < 0) {
      return false;
    }
    counter.take(buffer, count);
    if (firstRow == 0 && rows() > 0) {
      firstRow = System.nanoTime();
    }
    return true;
  }

  /** Reads all there is. */
  public void readAll() throws IOException {
    boolean more = true;
    while (more) {
      more = more();
    }
  }

  /** Reads so many bytes a second, to the end of the table or for so long. */
  public void readSlowly(long bytesPerSecond, double seconds) throws IOException {
    long start = System.nanoTime();
    boolean more = true;
    while (more && System.nanoTime() - start < seconds * 1e9) {
      long due = start + (long) (wire.bytes * 1e9 / bytesPerSecond);
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      } else {
        more = more();
      }
    }
  }

  /** Reads until at least so many rows have come. */
  public void readRows(long count) throws IOException {
    boolean more = true;
    while (more && rows() < count) {
      more = more();
    }
  }

  public long rows() {
    return Math.max(0, counter.count() - form.otherRows());
  }

  /** As they came over the wire. */
  public long bytes() {
    return wire.bytes;
  }

  /** From the request to the first row, whole. */
  public double firstRowMillis() {
    return firstRow == 0 ? Double.NaN : (firstRow - asked) / 1e6;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      bytes += Math.max(0, count);
      return count;
    }
  }
}
