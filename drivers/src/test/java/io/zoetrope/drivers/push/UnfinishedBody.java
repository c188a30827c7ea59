package io.zoetrope.drivers.push;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** A body whose sender is silent from its last byte on, until it is cut or has ended. */
final class UnfinishedBody extends InputStream {
  private final byte[] bytes;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean cut;
  private int position;

  UnfinishedBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The connection breaks. */
  void cut() {
    cut = true;
    over.countDown();
  }

  /** The sender has finished. */
  void end() {
    over.countDown();
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (position == bytes.length) {
      await();
      return -1;
    }
    int read = Math.min(count, bytes.length - position);
    System.arraycopy(bytes, position, target, offset, read);
    position += read;
    return read;
  }

  private void await() throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    if (cut) {
      throw new IOException("the connection is gone");
    }
  }
}
