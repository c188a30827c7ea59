package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedStartTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void waitsForTheLineThatWasAskedFor() throws Exception {
    List<String> command = List.of("sh", "-c", "echo first; echo ready: 7; exec cat");
    try (TimedStart start = TimedStart.of(command, "ready", folder.resolve("log"), LONG)) {
      assertThat(start.line()).isEqualTo("ready: 7");
      assertThat(start.millisToLine()).isPositive().isLessThanOrEqualTo(start.millisUntilNow());
      assertThat(start.process().isAlive()).isTrue();
    }
  }

  @Test
  void tellsWhyAProgramEndedBefore() {
    List<String> command = List.of("sh", "-c", "echo the reason >&2");
    assertThatThrownBy(() -> TimedStart.of(command, "ready", folder.resolve("log"), LONG))
        .isInstanceOf(ServerException.class)
        .hasMessage("sh did not start: the reason");
  }
}
