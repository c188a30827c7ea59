package io.zoetrope.app.data;

import io.zoetrope.app.data.LockAttempt.HeldBy;
import io.zoetrope.app.data.LockAttempt.Locked;
import io.zoetrope.app.data.LockAttempt.NoFile;
import io.zoetrope.app.data.LockAttempt.Unsupported;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps other servers out of a data folder while this one runs. Any thread may call it.
 *
 * <p>The folder is created at the start, because only a file in it can be locked by whoever else
 * may use it: next to it, others may not write, or see another place.
 */
public final class DataFolderLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolderLock.class);
  private static final String FILE = "server.lock";

  private final Path folder;
  private final LockFile.Locking locking;

  // Guarded by this.
  private @Nullable LockFile held;
  private boolean over; // Closed, or there are no locks here.

  private DataFolderLock(Path folder, LockFile.Locking locking) {
    this.folder = folder;
    this.locking = locking;
  }

  /**
   * Makes it and locks it for this server, now if that can be, else when it is {@linkplain #use
   * used}.
   *
   * @throws FolderInUseException when another server has it
   */
  public static DataFolderLock acquire(Path folder) throws FolderInUseException {
    return acquire(folder, FileChannel::tryLock);
  }

  static DataFolderLock acquire(Path folder, LockFile.Locking locking) throws FolderInUseException {
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
    } catch (IOException e) {
      return;
    }
    held = lock(folder.resolve(FILE));
  }

  public Path folder() {
    return folder;
  }

  @Override
  public synchronized void close() {
    over = true;
    if (held != null) {
      held.close();
      held = null;
    }
  }

  private @Nullable LockFile lock(Path file) throws FolderInUseException {
    return switch (LockFile.tryLock(file, locking)) {
      case Locked(LockFile locked) -> locked;
      case HeldBy(String other) -> throw new FolderInUseException(folder, other);
      case NoFile(String reason) -> {
        LOG.debug("{} cannot be locked: {}", folder, reason);
        yield null;
      }
      case Unsupported(String reason) -> {
        over = true;
        LOG.warn(
            "The data folder {} cannot be locked ({}), as on some network drives: make sure that no other server uses it",
            folder,
            reason);
        yield null;
      }
    };
  }
}
