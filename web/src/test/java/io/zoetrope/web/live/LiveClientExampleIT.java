package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.ServerPair;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client in {@code examples/live-client}, as its README starts it. */
class LiveClientExampleIT {
  private static final Path PROGRAM =
      Path.of("../examples/live-client/LiveClient.java").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void keepsTheNewestPictureOfEachCamera() throws Exception {
    try (ServerPair pair = ServerPair.serving("door", "yard")) {
      Process client =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  PROGRAM.toString(),
                  "ws://127.0.0.1:%d/api/live".formatted(pair.port()),
                  "door",
                  "yard",
                  "dor")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      try {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> pair.viewers("door") + pair.viewers("yard") == 2);
        for (int n = 1; n <= 3; n++) {
          int now = n;
          await()
              .untilAsserted(() -> {
                pair.fake("door").shows("door " + now); // It takes five pictures a second.
                pair.fake("yard").shows("yard " + now);
                assertThat(folder.resolve("door.jpg")).hasContent("door " + now);
                assertThat(folder.resolve("yard.jpg")).hasContent("yard " + now);
              });
        }
        pair.stopServer();
        assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
      } finally {
        client.destroyForcibly();
      }
    }
    assertThat(Files.readString(new File(folder.toFile(), "log").toPath()))
        .contains("There is no camera 'dor'; there are: door, yard.", "1001 The server stops.");
  }

  @Test
  void isShort() throws Exception {
    long lines =
        Files.readAllLines(PROGRAM).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("import "))
            .count();
    assertThat(lines).isLessThanOrEqualTo(66);
  }
}
