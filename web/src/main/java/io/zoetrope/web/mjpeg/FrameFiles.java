package io.zoetrope.web.mjpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lends nameless files that lie in memory, so that the kernel can send a frame to many viewers
 * without copying it (sendfile). Any thread may call it; nothing here waits for a disk.
 *
 * <p>What sendfile puts on a socket are the file's own pages. A file is therefore emptied before it
 * takes another frame, never written over: pages that are still on their way stay as they are and
 * belong to their sockets alone.
 */
public final class FrameFiles implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FrameFiles.class.getName());

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  /** More frames than this are alive at once only when many viewers are stuck; those need none. */
  private static final int MOST_FILES = 64;

  private final Deque<FileChannel> idle = new ArrayDeque<>(); // guarded by this
  private int files; // guarded by this
  private volatile @Nullable Path folder;

  private FrameFiles(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Lends nothing: every frame is sent from its buffer. */
  public static FrameFiles none() {
    return new FrameFiles(null);
  }

  /** Lends files of the system's shared memory, where it has such a folder, else none. */
  public static FrameFiles inSharedMemory() {
    return in(SHARED_MEMORY);
  }

  static FrameFiles in(Path folder) {
    try {
      return Files.getFileStore(folder).type().equals("tmpfs") ? new FrameFiles(folder) : none();
    } catch (IOException absent) {
      return none();
    }
  }

  boolean lends() {
    return folder != null;
  }

  /** A file that holds these bytes, to be {@linkplain #giveBack given back}; null if none can. */
  @Nullable FileChannel write(ByteBuffer bytes) {
    FileChannel file = null;
    try {
      file = take();
      while (file != null && bytes.hasRemaining()) {
        file.write(bytes);
      }
      return file;
    } catch (IOException e) {
      if (folder != null) {
        LOG.log(System.Logger.Level.WARNING, "Frames are no longer kept in " + folder + ": " + e);
      }
      close();
      discard(file);
      return null;
    }
  }

  /** Empties a file for its next frame. */
  void giveBack(FileChannel file) {
    try {
      file.truncate(0).position(0);
    } catch (IOException e) {
      discard(file);
      return;
    }
    synchronized (this) {
      if (folder != null) {
        idle.push(file);
        return;
      }
    }
    discard(file);
  }

  /** Closes the files; those lent are closed when they come back. */
  @Override
  public void close() {
    folder = null;
    synchronized (this) {
      idle.forEach(this::discard);
      idle.clear();
    }
  }

  private synchronized @Nullable FileChannel take() throws IOException {
    Path in = folder;
    if (in == null || (idle.isEmpty() && files == MOST_FILES)) {
      return null;
    }
    if (!idle.isEmpty()) {
      return idle.pop();
    }
    FileChannel opened = open(in);
    files++;
    return opened;
  }

  /** Deleted as soon as it is open: whatever ends this process ends the file. */
  private static FileChannel open(Path folder) throws IOException {
    Path name = folder.resolve("zoetrope-" + UUID.randomUUID());
    return FileChannel.open(
        name,
        Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  private synchronized void discard(@Nullable FileChannel file) {
    if (file == null) {
      return;
    }
    files--;
    try {
      file.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A frame's file did not close", e);
    }
  }
}
