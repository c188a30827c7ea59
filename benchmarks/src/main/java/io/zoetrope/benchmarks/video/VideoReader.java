package io.zoetrope.benchmarks.video;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One viewer: reads frames, as fast as they come or at so many bytes a second, and checks that a
 * decoder could follow. {@link #run} is called by a thread of its own; the figures may be asked for
 * when that has ended.
 */
final class VideoReader implements Runnable {
  private static final int SMALL_BUFFER_BYTES = 16_384;
  private static final int PORTION_BYTES = 4_096;

  private final int port;
  private final int bytesPerSecond;
  private final long endNanos;
  private final byte[] portion = new byte[PORTION_BYTES];
  private long readBytes;
  private long begunNanos;
  private long firstNanos;
  private boolean beganWithKeyFrame;
  private long firstSequence;
  private long lastSequence;
  private long frames;
  private long undecodable;
  private long groupFrames;
  private long wholeGroups;
  private long groups;

  /** A viewer of so many bytes a second; 0 for as fast as it can. */
  VideoReader(int port, int bytesPerSecond, long endNanos) {
    this.port = port;
    this.bytesPerSecond = bytesPerSecond;
    this.endNanos = endNanos;
  }

  @Override
  public void run() {
    try (Socket socket = new Socket()) {
      if (bytesPerSecond > 0) {
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
      }
      begunNanos = System.nanoTime();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(5_000);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (System.nanoTime() < endNanos) {
        read(in);
      }
    } catch (IOException e) {
      undecodable++;
    }
  }

  private void read(DataInputStream in) throws IOException {
    long sequence = in.readLong();
    byte kind = in.readByte();
    var _ = in.readLong();
    int bytes = in.readInt();
    for (int left = bytes; left > 0; ) {
      int some = Math.min(left, PORTION_BYTES);
      in.readFully(portion, 0, some);
      left -= some;
      readBytes += some;
      keepPace();
    }
    take(sequence, kind);
  }

  private void take(long sequence, byte kind) {
    boolean follows = sequence == lastSequence + 1;
    boolean key = kind == WireFrames.KEY_PICTURE;
    if (frames == 0) {
      firstNanos = System.nanoTime();
      beganWithKeyFrame = key;
      firstSequence = sequence;
    } else if (!follows && !key) {
      undecodable++;
    }
    if (key) {
      groups += frames == 0 ? 0 : 1;
      wholeGroups += groupFrames == InterCodedSource.PICTURES_PER_SECOND ? 1 : 0;
      groupFrames = 0;
    }
    groupFrames += kind == WireFrames.SOUND ? 0 : 1;
    frames++;
    lastSequence = sequence;
  }

  private void keepPace() {
    if (bytesPerSecond > 0) {
      long dueNanos = begunNanos + readBytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
      LockSupport.parkNanos(dueNanos - System.nanoTime());
    }
  }

  /** From connecting to having the first frame. */
  double firstFrameMillis() {
    return frames == 0 ? Double.POSITIVE_INFINITY : (firstNanos - begunNanos) / 1e6;
  }

  boolean beganWithKeyFrame() {
    return beganWithKeyFrame;
  }

  /** Of the frames from its first to its last. */
  double share() {
    return frames == 0 ? 0 : (double) frames / (lastSequence - firstSequence + 1);
  }

  /** Frames that built on one that it was not sent. */
  long undecodable() {
    return undecodable;
  }

  /** Groups of which it got every picture, of those that it got the first of, the last excepted. */
  double wholeGroups() {
    return groups == 0 ? 0 : (double) wholeGroups / groups;
  }
}
