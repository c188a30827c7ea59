package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {
  @TempDir Path root;

  @Test
  void readsMemoryAndThreads() throws Exception {
    Files.createDirectories(root.resolve("42"));
    Files.writeString(
        root.resolve("42/status"), "Name:\tx\nVmRSS:\t   12345 kB\nRssFile:\t 7 kB\nThreads:\t9\n");
    ProcFiles files = new ProcFiles(root);

    assertThat(files.residentBytes(42)).isEqualTo(12345L * 1024);
    assertThat(files.residentFileBytes(42)).isEqualTo(7L * 1024);
    assertThat(files.threads(42)).isEqualTo(9);
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
    assertThat(files.threads(7)).isZero();
    assertThat(files.residentBytes(7)).isZero();
    assertThat(files.waitedNanos(7)).isZero();
    assertThat(files.threadsNamed(7, "")).isZero();
  }
}
