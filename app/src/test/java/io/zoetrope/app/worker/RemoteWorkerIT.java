package io.zoetrope.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.app.tasks.RedisProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteWorkerIT {
  @TempDir private Path folder;

  @Test
  void aWorkerThatCannotBeCreatedLeavesNothingOpen() {
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

  /** A server with another queue knows the task; this worker's queue does not. */
  @Test
  void filesOfAServerInTheSameFolderAreLeftAlone() throws Exception {
    Path timelapse =
        Files.createDirectories(folder.resolve("data/work")).resolve("01KAJ6.pictures");
    Files.writeString(timelapse, "of a week");
    try (RedisProgram redis = RedisProgram.start(folder);
        DataFolderLock _ = DataFolderLock.acquire(folder.resolve("data"));
        RemoteWorker worker = new RemoteWorker(config(redis.uri(), folder.resolve("data")));
        RemoteWorker another = new RemoteWorker(config(redis.uri(), folder.resolve("data")))) {
      worker.start();
      another.start();
      assertThat(timelapse).exists();
    }
  }

  private static Config config(String redis, Path data) {
    return Config.of(Map.of("data", data.toString(), "redis.uri", redis));
  }

  private static List<String> timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("timers"))
        .toList();
  }
}
