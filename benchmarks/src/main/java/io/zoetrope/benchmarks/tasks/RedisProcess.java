package io.zoetrope.benchmarks.tasks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.zoetrope.benchmarks.server.Commands;
import io.zoetrope.benchmarks.server.Cores;
import io.zoetrope.benchmarks.server.Health;
import io.zoetrope.benchmarks.server.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** For one thread. A Redis of this run's own, which writes down what it is told each second. */
public final class RedisProcess implements AutoCloseable {
  private static final long UP_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Process process;
  private final int port;
  private final Path folder;
  private final RedisClient client;
  private final Thread stopAtExit = new Thread(this::kill, "stop-redis");

  private RedisProcess(Process process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
    this.client = RedisClient.create(uri());
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  /** Whether there is such a program. */
  public static boolean installed(String program) {
    return Commands.works(program, "--version");
  }

  /** Starts one on the server's core, with its files in a new folder of this one. */
  public static RedisProcess start(String program, Path target, Cores cores) throws IOException {
    Files.createDirectories(target);
    Path folder = Files.createTempDirectory(target, "redis-");
    int port = Health.freePort();
    List<String> command =
        List.of(
            program,
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            folder.toAbsolutePath().toString(),
            "--save",
            "",
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec");
    Process started =
        new ProcessBuilder(cores.onServerCore(command))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    RedisProcess redis = new RedisProcess(started, port, folder);
    redis.awaitAnswer();
    return redis;
  }

  private void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + UP_WITHIN_NANOS;
    while (true) {
      try {
        empty();
        return;
      } catch (RedisException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          String log = Files.readString(folder.resolve("redis.log"));
          close();
          throw new ServerException("redis-server did not start: " + log.strip());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Forgets all that was in it. */
  void empty() {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().flushall();
    }
  }

  /** How long it has worked so far, by its own account. */
  double cpuSeconds() {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return connection
          .sync()
          .info("cpu")
          .lines()
          .filter(line -> line.matches("used_cpu_(sys|user):.*"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
          .sum();
    }
  }

  @Override
  public void close() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
    kill();
    Runtime.getRuntime().removeShutdownHook(stopAtExit);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
