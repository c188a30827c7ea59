package io.zoetrope.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.RedisConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteWorkerTest {
  @TempDir private Path folder;

  @Test
  void aWorkerThatCannotBeMadeLeavesNothingOpen() {
    assertThatThrownBy(() -> new RemoteWorker(config("http://127.0.0.1", folder)))
        .isInstanceOf(BadConfigException.class);
    await().pollInSameThread().until(() -> timers().isEmpty());
  }

  @Test
  void aWorkerThatDoesNotStartLeavesNothingOpen() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    RemoteWorker worker = new RemoteWorker(config("redis://127.0.0.1:9", file.resolve("data")));
    assertThatThrownBy(worker::start).isInstanceOf(IOException.class);
    await().pollInSameThread().until(() -> timers().isEmpty());
    worker.close();
  }

  @Test
  void theFolderOfAWorkerIsRemovedWhenItStartsTooLate() throws Exception {
    RemoteWorker worker = new RemoteWorker(config("redis://127.0.0.1:9", folder));
    worker.close();
    worker.start();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private static RemoteWorkerConfig config(String redis, Path data) {
    Config config = Config.STANDARD.withWork(Config.STANDARD.work().withData(data));
    return new RemoteWorkerConfig(
        config, new RedisConfig(redis, RedisConfig.STANDARD_PREFIX), Optional.empty());
  }

  private static List<String> timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("timers"))
        .toList();
  }
}
