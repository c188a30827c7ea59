package io.zoetrope.fuzz;

import java.io.InputStream;

/**
 * Bytes, over and over until there were enough, in pieces as a network brings them. Used by one
 * thread.
 */
public final class CutStream extends InputStream {
  private final byte[] bytes;
  private final long total;
  private final int cut;
  private long taken;
  private int pieces;

  /**
   * @param cut decides on the pieces: a byte each, all that is there, or this and that
   */
  public CutStream(byte[] bytes, long total, int cut) {
    this.bytes = bytes;
    this.total = bytes.length == 0 ? 0 : total;
    this.cut = cut;
  }

  public long taken() {
    return taken;
  }

  @Override
  public int read() {
    return taken == total ? -1 : bytes[(int) (taken++ % bytes.length)] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (taken == total) {
      return -1;
    }
    int piece = (int) Math.min(Math.min(pieceBytes(), length), total - taken);
    for (int done = 0; done < piece; ) {
      int from = (int) ((taken + done) % bytes.length);
      int count = Math.min(piece - done, bytes.length - from);
      System.arraycopy(bytes, from, target, offset + done, count);
      done += count;
    }
    taken += piece;
    return piece;
  }

  private int pieceBytes() {
    return switch (cut % 4) {
      case 0 -> 1;
      case 1 -> 1 + (pieces++ * 31 + cut) % 97;
      default -> Integer.MAX_VALUE;
    };
  }
}
