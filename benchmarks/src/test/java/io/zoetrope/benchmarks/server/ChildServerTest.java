package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildServerTest {
  @TempDir Path folder;

  @Test
  void waitsForTheLineThatSaysItIsReady() throws Exception {
    try (ChildServer server =
        start("echo first; echo ready: http://x/; exec cat").run(URI::create, null)) {
      assertThat(server.stream()).hasToString("http://x/");
      assertThat(server.millisToReady()).isPositive().isLessThanOrEqualTo(server.millisUntilNow());
      assertThat(ProcessHandle.of(server.pid())).isPresent();
    }
  }

  @Test
  void saysWhyAProgramEndedEarly() {
    assertThatThrownBy(() -> start("echo the reason >&2").run(URI::create, null))
        .isInstanceOf(ServerException.class)
        .hasMessage("sh did not start: the reason");
  }

  private ChildServer.Start start(String script) {
    return new ChildServer.Start(
        List.of("sh", "-c", script), Map.of(), "ready: ", folder.resolve("log"));
  }
}
