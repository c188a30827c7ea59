package io.zoetrope.web.mjpeg;

import io.netty.buffer.ByteBuf;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One frame's bytes in a file, made when it turns out that many want it. Any thread may ask; closed
 * by whoever gives back the frame's last reference.
 */
final class FileCopy {
  /** To write the file costs as much as it saves for five viewers. */
  private static final int WORTH_A_FILE = 6;

  private final FrameFiles files;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile @Nullable FileChannel file;

  FileCopy(FrameFiles files) {
    this.files = files;
  }

  /** The one who asks as the sixth writes the file; who asks meanwhile goes without. */
  @Nullable FileChannel of(ByteBuf bytes) {
    FileChannel written = file;
    if (written == null && asked.incrementAndGet() == WORTH_A_FILE) {
      written = files.write(bytes.nioBuffer());
      file = written;
    }
    return written;
  }

  void close() {
    FileChannel written = file;
    if (written != null) {
      files.giveBack(written);
    }
  }
}
