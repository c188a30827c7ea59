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
 * <p>The folder is made when it is first used, and a server that nobody watches makes none. Until
 * then a hidden file next to it is locked instead, so that two servers cannot both start and get in
 * each other's way later.
 */
public final class DataFolderLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolderLock.class);
  private static final String FILE = "server.lock";

  private final Path folder;
  private final LockFile.Locking locking;

  // Guarded by this.
  private @Nullable LockFile inside;
  private @Nullable LockFile beside;
  private boolean over; // Closed, or there are no locks here.

  private DataFolderLock(Path folder, LockFile.Locking locking) {
    this.folder = folder;
    this.locking = locking;
  }

  /**
   * Locks it for this server.
   *
   * @throws FolderInUseException when another server has it
   */
  public static DataFolderLock acquire(Path folder) throws FolderInUseException {
    return acquire(folder, FileChannel::tryLock);
  }

  static DataFolderLock acquire(Path folder, LockFile.Locking locking) throws FolderInUseException {
    DataFolderLock lock = new DataFolderLock(folder, locking);
    lock.acquire();
    return lock;
  }

  private synchronized void acquire() throws FolderInUseException {
    boolean made = Files.isDirectory(folder);
    Path fileBeside = fileBeside();
    if (!made || Files.exists(fileBeside)) {
      // Another server may have started before the folder was there, and not have used it yet.
      beside = lock(fileBeside);
    }
    if (made && !over) {
      try {
        inside = lock(folder.resolve(FILE));
      } finally {
        deleteFileBeside();
      }
    }
  }

  /**
   * Makes sure that the folder is there and ours; called before it is written to. If it cannot be
   * made, this does nothing: whoever writes there finds out why.
   *
   * @throws FolderInUseException when another server has it, which can only be if this one was not
   *     allowed to lock it at the start
   */
  public synchronized void use() throws FolderInUseException {
    if (over || inside != null) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      return;
    }
    inside = lock(folder.resolve(FILE));
    if (inside != null) {
      deleteFileBeside();
    }
  }

  @Override
  public synchronized void close() {
    over = true;
    deleteFileBeside();
    if (inside != null) {
      inside.close();
      inside = null;
    }
  }

  private void deleteFileBeside() {
    if (beside != null) {
      beside.delete();
      beside = null;
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

  /** In the folder that will hold it, or that will hold the folder which is to hold it. */
  private Path fileBeside() {
    Path absolute = folder.toAbsolutePath().normalize();
    Path missing = absolute;
    Path there = missing.getParent();
    while (there != null && !Files.isDirectory(there)) {
      missing = there;
      there = there.getParent();
    }
    return missing.resolveSibling("." + absolute.getFileName() + ".lock");
  }
}
