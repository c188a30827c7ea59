package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseLogTest {
  @Test
  void theLongestPauseOfAllCollectorsCounts() {
    String log =
        """
        [0.004s][info][gc] Using Serial
        [1.517s][info][gc] GC(0) Pause Young (Allocation Failure) 44M->19M(48M) 0.596ms
        [2.116s][info][gc] GC(1) Pause Full (System.gc()) 44M->19M(48M) 12.663ms
        [3.305s][info][gc] GC(2) Pause Young (Allocation Failure) 44M->19M(48M) 2.508ms
        """;
    assertThat(PauseLog.longestMillis(log)).isEqualTo(12.663);
  }

  @Test
  void aLogWithoutPausesHasNone() {
    assertThat(PauseLog.longestMillis("[0.004s][info][gc] Using Serial\n")).isZero();
  }

  @Test
  void onlyPausesOfTheMeasuredTimeCount(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("gc.log");
    Files.writeString(file, "[1s][info][gc] GC(0) Pause Young (Allocation Failure) 9.5ms\n");
    PauseLog log = new PauseLog(file);
    log.startCounting();
    Files.writeString(
        file,
        "[2s][info][gc] GC(1) Pause Young (Allocation Failure) 0.7ms\n",
        StandardOpenOption.APPEND);

    assertThat(log.longestMillis()).isEqualTo(0.7);
  }

  @Test
  void aMissingLogHasNoFigure() {
    assertThat(new PauseLog(Path.of("no such file")).longestMillis()).isNull();
  }
}
