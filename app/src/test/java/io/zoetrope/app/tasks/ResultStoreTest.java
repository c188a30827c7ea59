package io.zoetrope.app.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.config.Config;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.core.fixture.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultStoreTest {
  @TempDir private Path data;
  private final SettableClock time = new SettableClock();
  private DataFolderLock lock;
  private ResultStore store;
  private Path old = Path.of("");

  @BeforeEach
  void keepAnOldResult() throws Exception {
    Path results = Files.createDirectory(data.resolve("results"));
    old = results.resolve("A1.jpg");
    Files.writeString(old, "picture");
    Files.setLastModifiedTime(old, FileTime.from(time.now().minus(Duration.ofDays(10_000))));
    lock = DataFolderLock.acquire(data);
    store = new ResultStore(lock, Config.of(Map.of()).results(), time);
  }

  @AfterEach
  void close() {
    store.close();
    lock.close();
  }

  @Test
  void nothingIsDeletedBeforeThisServerHasTheTasks() throws Exception {
    assertThat(time.pending()).isZero();
    time.advance(Duration.ofHours(1));
    assertThat(store.find("A1")).isPresent();

    store.startSweeping();
    time.advance(Duration.ofMinutes(1));
    await().until(() -> !Files.exists(old));
  }

  @Test
  void nothingIsDeletedAfterClosing() {
    store.close();
    store.startSweeping();
    assertThat(time.pending()).isZero();
  }
}
