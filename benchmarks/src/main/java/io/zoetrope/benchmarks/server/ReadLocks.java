package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * For any thread. Whether a process reads from a file of SQLite just now: whoever has a cursor open
 * in a file with a write-ahead log holds a lock beside it, and the kernel lists all locks.
 */
public final class ReadLocks {
  /** The marks of readers, as the format of the write-ahead log places them. */
  private static final long FIRST_MARK = 123;

  private static final long LAST_MARK = 127;

  private final long pid;
  private final String inode;

  public ReadLocks(long pid, Path database) throws IOException {
    this.pid = pid;
    Path shared = Path.of(database + "-shm");
    this.inode = ":" + Files.getAttribute(shared, "unix:ino");
  }

  public boolean held() throws IOException {
    return held(Files.readAllLines(Path.of("/proc/locks")));
  }

  boolean held(List<String> locks) {
    return locks.stream().map(line -> line.trim().split("\\s+", -1)).anyMatch(this::isMark);
  }

  /** Such as {@code 4: POSIX ADVISORY READ 4711 08:01:1234 124 124}. */
  private boolean isMark(String[] words) {
    if (words.length < 8 || !words[1].equals("POSIX") || !words[3].equals("READ")) {
      return false;
    }
    long start = Long.parseLong(words[6]);
    return words[4].equals(Long.toString(pid))
        && words[5].endsWith(inode)
        && start >= FIRST_MARK
        && start <= LAST_MARK;
  }
}
