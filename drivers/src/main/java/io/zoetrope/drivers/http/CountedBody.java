package io.zoetrope.drivers.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, which knows whether all of it was read. Used by one thread. */
final class CountedBody extends FilterInputStream {
  private final long announcedBytes;
  private long readBytes;
  private boolean ended;

  CountedBody(InputStream body, long announcedBytes) {
    super(body);
    this.announcedBytes = announcedBytes;
  }

  long announcedBytes() {
    return announcedBytes;
  }

  boolean isRead() {
    return ended || readBytes == announcedBytes;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    count(octet < 0 ? -1 : 1);
    return octet;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(read);
    return read;
  }

  private void count(int read) {
    ended |= read < 0;
    readBytes += Math.max(read, 0);
  }
}
