package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.base.Closer;
import io.zoetrope.base.fixture.FreePort;
import io.zoetrope.base.fixture.Thrown;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that starts, does not, or ends. */
final class ServerStartIT {
  @TempDir private Path folder;
  private final Map<String, String> settings = new LinkedHashMap<>();

  @BeforeEach
  void configure() {
    settings.put("server.port", "0");
    settings.put("data", folder.resolve("data").toString());
    settings.put("cameras.door", "test:?size=320x180&fps=10");
    settings.put("cameras.phone", "push:");
  }

  /** Fails after some of the parts are open. */
  private static final class FailingStart implements Zoetrope.Opening {
    private final Closer parts;
    private final int failAfter;
    private final Throwable failure;
    private int opened;

    FailingStart(Closer parts, int failAfter, Throwable failure) {
      this.parts = parts;
      this.failAfter = failAfter;
      this.failure = failure;
    }

    @Override
    public <T extends AutoCloseable> T add(T part) {
      T added = parts.add(part);
      if (++opened == failAfter) {
        throw Thrown.sneaky(failure);
      }
      return added;
    }
  }

  private Config onPort(int port) {
    settings.put("server.port", String.valueOf(port));
    return Config.of(settings);
  }

  @Test
  void nothingStaysOpenWhicheverStepFails() throws Exception {
    Zoetrope.start(Config.of(settings)).close(); // What is loaded once for all stays.
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    int steps = 0;
    for (boolean all = false; !all; steps++) {
      Closer parts = new Closer();
      Throwable failure =
          steps % 2 == 0 ? new NoClassDefFoundError("org/example/X") : new IOException("no more");
      FailingStart failing = new FailingStart(parts, steps + 1, failure);
      int port = FreePort.find();
      Config onPort = onPort(port);
      try (Zoetrope started = Zoetrope.start(onPort, parts, failing)) {
        all = started.port() == port;
      } catch (Throwable thrown) {
        assertThat(thrown).isSameAs(failure);
      }
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
      DataFolderLock.acquire(folder.resolve("data")).close();
      await()
          .pollInSameThread()
          .untilAsserted(() -> assertThat(newThreads(before)).as("after %s", failure).isEmpty());
    }
    assertThat(steps).isGreaterThan(10);
  }

  @Test
  void nothingStaysOpenWhenThePortIsInUse() throws Exception {
    Zoetrope.start(Config.of(settings)).close();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Config onPort = onPort(taken.getLocalPort());
      assertThatThrownBy(() -> Zoetrope.start(onPort)).hasMessageContaining("in use");
    }
    await().pollInSameThread().untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
    Zoetrope.start(Config.of(settings)).close();
  }

  @Test
  void theLastStateOfAWatchedCameraSurvivesARestart() throws Exception {
    try (Served server = Served.of(settings);
        InputStream watching = URI.create(server.url("video_feed")).toURL().openStream()) {
      watching.readNBytes(20_000);
      await().until(() -> server.get("api/events.json"), all -> all.contains("\"live\""));
    }
    try (Served again = Served.of(settings)) {
      // The newest is the first.
      assertThat(again.get("api/events.json?kind=camera&limit=1"))
          .contains("\"door\"")
          .contains("\"idle\"");
    }
  }

  @Test
  void aSecondServerInThisProcessIsRefusedAndTheFirstKeepsRunning() throws Exception {
    try (Served first = Served.of(settings)) {
      assertThatThrownBy(() -> Zoetrope.start(Config.of(settings)))
          .isInstanceOf(BadConfigException.class)
          .hasMessageStartingWith(
              "The data folder %s is in use by".formatted(folder.resolve("data")))
          .hasMessageContaining("--data");
      assertThat(first.get("healthz")).contains("ok");
      assertThat(folder.resolve("data")).isDirectoryNotContaining("glob:**.db");
    }
  }

  private static List<String> newThreads(Set<Thread> before) {
    Set<Thread> now = new HashSet<>(Thread.getAllStackTraces().keySet());
    now.removeAll(before);
    return now.stream().map(Thread::getName).filter(name -> !isShared(name)).toList();
  }

  /**
   * Of the JVM, which carry virtual threads, and of the pool for foreign code, which ends later.
   */
  private static boolean isShared(String name) {
    return name.isEmpty() || name.startsWith("ForkJoinPool") || name.startsWith("foreign-code");
  }
}
