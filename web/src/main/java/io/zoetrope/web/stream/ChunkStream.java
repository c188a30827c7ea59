package io.zoetrope.web.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ObjIntConsumer;

/**
 * Collects chunks, and waits when too many are on their way. One thread writes; any may report that
 * a chunk was taken, or that the client has left.
 */
final class ChunkStream extends OutputStream {
  /** Of which one is being filled. */
  private static final int MOST_CHUNKS = 3;

  private static final byte[] NONE = {};

  private final int chunkBytes;
  private final ObjIntConsumer<byte[]> sender;
  private final LinkedBlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private volatile boolean gone;

  // Used by the thread that writes only.
  private byte[] chunk = NONE;
  private int length;
  private int made;
  private boolean sent;

  /**
   * An empty one.
   *
   * @param sender sends so many bytes of a chunk, which is {@linkplain #taken given back} then;
   *     called by the thread that writes
   */
  ChunkStream(int chunkBytes, ObjIntConsumer<byte[]> sender) {
    this.chunkBytes = chunkBytes;
    this.sender = sender;
  }

  /** The chunk is on its way; its array may be filled again. */
  void taken(byte[] array) {
    free.add(array);
  }

  /** The client has left: the next write fails. */
  void leave() {
    gone = true;
    free.add(NONE);
  }

  boolean gone() {
    return gone;
  }

  /** Whether anything is on its way or was. */
  boolean sent() {
    return sent;
  }

  /** What has not been sent. */
  byte[] rest() {
    return chunk;
  }

  int restLength() {
    return length;
  }

  @Override
  public void write(int one) throws IOException {
    makeRoom();
    chunk[length++] = (byte) one;
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    int end = from + count;
    while (at < end) {
      makeRoom();
      int fitting = Math.min(end - at, chunk.length - length);
      System.arraycopy(bytes, at, chunk, length, fitting);
      length += fitting;
      at += fitting;
    }
  }

  @Override
  public void flush() throws IOException {
    if (length > 0) {
      send();
    }
  }

  private void makeRoom() throws IOException {
    if (gone) {
      throw new ClientGoneException();
    }
    if (length == chunk.length && length > 0) {
      send();
    }
    if (chunk.length == 0) {
      chunk = take();
    }
  }

  private void send() throws IOException {
    if (gone) {
      throw new ClientGoneException();
    }
    sent = true;
    sender.accept(chunk, length);
    chunk = NONE;
    length = 0;
  }

  private byte[] take() throws IOException {
    byte[] array = free.poll();
    if (array == null && made < MOST_CHUNKS) {
      made++;
      return new byte[chunkBytes];
    }
    try {
      array = array == null ? free.take() : array;
    } catch (InterruptedException e) {
      // Not set again: a set flag breaks the connection to a database that is given back now.
      throw new ClientGoneException();
    }
    if (gone) {
      throw new ClientGoneException();
    }
    return array;
  }
}
