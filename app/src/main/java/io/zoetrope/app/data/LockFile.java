package io.zoetrope.app.data;

import io.zoetrope.app.data.LockAttempt.HeldBy;
import io.zoetrope.app.data.LockAttempt.Locked;
import io.zoetrope.app.data.LockAttempt.NoFile;
import io.zoetrope.app.data.LockAttempt.Unsupported;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that the operating system has locked for this process, until it is closed or the process
 * ends, however it ends. Any thread may call it.
 */
final class LockFile implements AutoCloseable {
  private static final int LONGEST_NAME_BYTES = 200;

  /**
   * What this JVM has locked. POSIX takes a lock away when its process closes the file through any
   * descriptor, so one that is locked here must not even be opened here.
   */
  private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  /** Asks the operating system; null when somebody else has the lock. */
  @FunctionalInterface
  interface Locking {
    @Nullable FileLock tryLock(FileChannel channel) throws IOException;
  }

  private LockFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Tries to lock this file, which is created if necessary. Does not wait. */
  static LockAttempt tryLock(Path file, Locking locking) {
    Path real;
    try {
      Path folder = file.toAbsolutePath().getParent();
      real = folder == null ? file : folder.toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      return new NoFile(e.toString());
    }
    if (!LOCKED_HERE.add(real)) {
      return new HeldBy("in this very process");
    }
    LockAttempt attempt = open(real, locking);
    if (!(attempt instanceof Locked)) {
      LOCKED_HERE.remove(real);
    }
    return attempt;
  }

  private static LockAttempt open(Path path, Locking locking) {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      return new NoFile(e.toString());
    }
    LockAttempt attempt = lock(path, channel, locking);
    if (!(attempt instanceof Locked)) {
      close(channel);
    }
    return attempt;
  }

  private static LockAttempt lock(Path path, FileChannel channel, Locking locking) {
    try {
      if (locking.tryLock(channel) == null) {
        return new HeldBy(owner(channel));
      }
    } catch (OverlappingFileLockException e) {
      return new HeldBy("in this very process");
    } catch (ClosedChannelException e) {
      return new NoFile("this thread was interrupted");
    } catch (IOException e) {
      return new Unsupported(String.valueOf(e.getMessage()));
    }
    try {
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              "process %d%n"
                  .formatted(ProcessHandle.current().pid())
                  .getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      // It is for people only: the disk may be full.
    }
    return new Locked(new LockFile(path, channel));
  }

  private static String owner(FileChannel channel) {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_NAME_BYTES);
    try {
      channel.read(text, 0);
    } catch (IOException e) {
      text.clear(); // Windows lets nobody read what is locked.
    }
    String name = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    return name.matches("process \\d+") ? name : "another process";
  }

  @Override
  public void close() {
    close(channel);
    LOCKED_HERE.remove(path);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Closed all the same.
    }
  }
}
