package io.zoetrope.web.mjpeg;

import io.netty.buffer.ByteBuf;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One frame's bytes in a file, made when it pays for its viewers. Any thread may ask; closed by
 * whoever gives back the frame's last reference.
 */
final class FileCopy {
  private final FrameFiles files;
  private final FilePayoff payoff;
  private final AtomicInteger viewers = new AtomicInteger();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile @Nullable FileChannel file;
  private volatile @Nullable SendTrial trial;

  FileCopy(FrameFiles files, FilePayoff payoff) {
    this.files = files;
    this.payoff = payoff;
  }

  int viewers() {
    return viewers.get();
  }

  /** Where what it costs to send this frame is being measured. */
  @Nullable SendTrial trial() {
    return trial;
  }

  /**
   * To be asked once for each viewer: null for those who are to get the frame from its buffer.
   *
   * @param expected how many viewers there will be, if that is known, else 0
   */
  @Nullable FileChannel of(ByteBuf bytes, int expected) {
    int viewer = viewers.incrementAndGet();
    if (viewer == 1 && files.lends()) {
      trial = payoff.begin(expected);
    }
    SendTrial measured = trial;
    if (measured != null && measured.decidesFor(viewer)) {
      return measured.givesFileTo(viewer) ? written(bytes) : null;
    }
    return Math.max(viewer, expected) < payoff.paysFrom() ? null : written(bytes);
  }

  /** The first caller writes the file; callers meanwhile go without. */
  private @Nullable FileChannel written(ByteBuf bytes) {
    if (file == null && begun.compareAndSet(false, true)) {
      long since = System.nanoTime();
      file = files.write(bytes.nioBuffer());
      SendTrial measured = trial;
      if (measured != null) {
        measured.wrote(bytes.readableBytes(), System.nanoTime() - since);
      }
    }
    return file;
  }

  void close(int frameBytes) {
    payoff.sent((long) viewers.get() * frameBytes);
    FileChannel written = file;
    long since = System.nanoTime();
    if (written != null) {
      files.giveBack(written);
    }
    SendTrial measured = trial;
    if (measured != null) {
      measured.emptied(System.nanoTime() - since);
      payoff.end(measured);
    }
  }
}
