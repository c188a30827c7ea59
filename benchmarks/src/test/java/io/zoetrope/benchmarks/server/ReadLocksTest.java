package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks as Linux lists them. */
class ReadLocksTest {
  @TempDir private Path folder;

  @Test
  void aMarkOfAReaderIsFoundAmongOtherLocks() throws Exception {
    Path shared = Files.createFile(folder.resolve("c.db-shm"));
    Object inode = Files.getAttribute(shared, "unix:ino");
    ReadLocks locks = new ReadLocks(4711, folder.resolve("c.db"));
    String connected = "1: POSIX  ADVISORY  READ 4711 08:01:" + inode + " 128 128";
    assertThat(
            locks.held(
                List.of(
                    connected,
                    "2: POSIX  ADVISORY  WRITE 4711 08:01:" + inode + " 120 120",
                    "3: POSIX  ADVISORY  READ 4712 08:01:" + inode + " 124 124",
                    "4: POSIX  ADVISORY  READ 4711 08:01:7" + inode + " 124 124",
                    "5: FLOCK  ADVISORY  WRITE 4711 08:01:" + inode + " 0 EOF",
                    "5: -> POSIX  ADVISORY  WRITE 4711 08:01:" + inode + " 124 124")))
        .isFalse();
    assertThat(
            locks.held(
                List.of(connected, "6: POSIX  ADVISORY  READ 4711 08:01:" + inode + " 124 124")))
        .isTrue();
  }
}
