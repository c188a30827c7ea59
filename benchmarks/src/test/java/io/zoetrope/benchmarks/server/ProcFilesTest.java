package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {
  private static final String STAT =
      "42 (a (b) c) S 1 42 42 0 -1 4194560 100 0 0 0 120 35 7 8 20 0 9 0 1000 1 2 3";

  @TempDir Path root;

  @Test
  void addsUserAndSystemTimeWhateverTheName() {
    assertThat(ProcFiles.parseStat(STAT)).isEqualTo(new ProcFiles.Stat(155, 9));
  }

  @Test
  void readsResidentMemory() {
    assertThat(ProcFiles.parseStatus("Name:\tx\nVmRSS:\t   12345 kB\nThreads: 1\n", "VmRSS:"))
        .isEqualTo(12345L * 1024);
    assertThat(ProcFiles.parseStatus("Name:\tkernel thread\n", "VmRSS:")).isZero();
  }

  @Test
  void addsTheWaitingOfAllThreads() throws Exception {
    for (String task : new String[] {"42", "43"}) {
      Path folder = Files.createDirectories(root.resolve("42/task/" + task));
      Files.writeString(folder.resolve("schedstat"), "10 500 3\n");
    }
    assertThat(new ProcFiles(root).waitedNanos(42)).isEqualTo(1000);
  }

  @Test
  void countsThreadsByTheStartOfTheirNames() throws Exception {
    for (String name : new String[] {"capture-1", "capture-2", "timers"}) {
      Path folder = Files.createDirectories(root.resolve("42/task/" + name.hashCode()));
      Files.writeString(folder.resolve("comm"), name + "\n");
    }
    assertThat(new ProcFiles(root).threadsNamed(42, "capture-")).isEqualTo(2);
  }

  @Test
  void aProcessThatIsGoneUsesNothing() {
    ProcFiles files = new ProcFiles(root);
    assertThat(files.stat(7)).isEqualTo(ProcFiles.Stat.GONE);
    assertThat(files.residentBytes(7)).isZero();
    assertThat(files.waitedNanos(7)).isZero();
    assertThat(files.threadsNamed(7, "")).isZero();
  }
}
