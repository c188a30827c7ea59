package io.zoetrope.app.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps other servers out of a data folder until it is closed or the process ends, however it ends.
 * Any thread may call it.
 *
 * <p>The folder is created at the start, because only a file in it can be locked by whoever else
 * may use it: next to it, others may not write, or see another place.
 */
public final class DataFolderLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolderLock.class);
  private static final String FILE = "server.lock";
  private static final int LONGEST_NAME_BYTES = 200;

  /**
   * What this JVM has locked. POSIX takes a lock away when its process closes the file through any
   * descriptor, so one that is locked here must not even be opened here.
   */
  private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Locking locking;

  // Guarded by this.
  private @Nullable Held held;
  private boolean over; // Closed, or there are no locks here.

  private record Held(Path file, FileChannel channel) {}

  /** Asks the operating system; null when somebody else has the lock. */
  @FunctionalInterface
  interface Locking {
    @Nullable FileLock tryLock(FileChannel channel) throws IOException;
  }

  private DataFolderLock(Path folder, Locking locking) {
    this.folder = folder;
    this.locking = locking;
  }

  /**
   * Locks the folder for this server, now if that can be, else when it is {@linkplain #use used}.
   */
  public static DataFolderLock acquire(Path folder) throws FolderInUseException {
    return acquire(folder, FileChannel::tryLock);
  }

  static DataFolderLock acquire(Path folder, Locking locking) throws FolderInUseException {
    DataFolderLock lock = new DataFolderLock(folder, locking);
    lock.use();
    return lock;
  }

  /**
   * Makes sure that the folder is there and ours; called before it is written to. If it cannot be
   * made, this does nothing: whoever writes there finds out why.
   *
   * @throws FolderInUseException when another server has it, which can only be if this one could
   *     not lock it at the start
   */
  public synchronized void use() throws FolderInUseException {
    if (over || held != null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path file = folder.toRealPath().resolve(FILE);
      if (!LOCKED_HERE.add(file)) {
        throw inUse("in this very process");
      }
      try {
        held = lock(file);
      } finally {
        if (held == null) {
          LOCKED_HERE.remove(file);
        }
      }
    } catch (FolderInUseException e) {
      throw e;
    } catch (IOException e) {
      LOG.debug("{} cannot be locked: {}", folder, e.toString());
    }
  }

  public Path folder() {
    return folder;
  }

  @Override
  public synchronized void close() {
    over = true;
    if (held != null) {
      close(held.channel);
      LOCKED_HERE.remove(held.file);
      held = null;
    }
  }

  private @Nullable Held lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = isLocked(channel);
      return locked ? new Held(file, channel) : null;
    } finally {
      if (!locked) {
        close(channel);
      }
    }
  }

  private boolean isLocked(FileChannel channel) throws IOException {
    try {
      if (locking.tryLock(channel) == null) {
        throw inUse(owner(channel));
      }
    } catch (OverlappingFileLockException e) {
      throw inUse("in this very process");
    } catch (FolderInUseException | ClosedChannelException e) {
      throw e; // The channel is closed when this thread is interrupted.
    } catch (IOException e) {
      over = true;
      LOG.warn(
          "The data folder {} cannot be locked ({}), as on some network drives: make sure that no other server uses it",
          folder,
          e.getMessage());
      return false;
    }
    try {
      channel.truncate(0);
      channel.write(
          StandardCharsets.UTF_8.encode("process %d%n".formatted(ProcessHandle.current().pid())));
    } catch (IOException e) {
      // It is for people only: the disk may be full.
    }
    return true;
  }

  private FolderInUseException inUse(String by) {
    return new FolderInUseException(folder, by);
  }

  private static String owner(FileChannel channel) {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_NAME_BYTES);
    try {
      channel.read(text, 0);
    } catch (IOException e) {
      text.clear(); // Windows lets nobody read what is locked.
    }
    String name = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    return name.matches("process \\d+") ? name : "another process";
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Closed all the same.
    }
  }
}
