package io.zoetrope.tasks.redis;

import io.zoetrope.base.fixture.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real redis-server on a free port of this machine, with an append-only file. */
final class RedisServer implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final List<String> options;
  private Process process;

  private RedisServer(Path folder, int port, List<String> options) {
    this.folder = folder;
    this.port = port;
    this.options = options;
    process = launch();
  }

  /** Starts one that keeps its data in this folder; the options are as on its command line. */
  static RedisServer start(Path folder, String... options) {
    return new RedisServer(folder, FreePort.find(), List.of(options));
  }

  private Process launch() {
    List<String> command = new ArrayList<>(List.of("redis-server", "--port", "" + port));
    command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString(), "--save", ""));
    command.addAll(List.of("--appendonly", "yes"));
    command.addAll(options);
    try {
      Files.createDirectories(folder);
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("redis.log").toFile()))
              .start();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(10))
          .until(() -> !started.isAlive() || answers());
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      return answer.equals("+PONG") || answer.startsWith("-NOAU") || answer.startsWith("-ERR ");
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  String address() {
    return "redis://127.0.0.1:" + port;
  }

  /** Loads what connects, which takes its time on a busy machine. */
  static void warmUp(Path folder) {
    try (RedisServer server = start(folder);
        RedisConnections redis = new RedisConnections(server.address(), Duration.ofSeconds(60))) {
      redis.check();
    }
  }

  String address(String password) {
    return "redis://:" + password + "@127.0.0.1:" + port;
  }

  /** Ends it with kill -9. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** Starts it again where it was. */
  void restart() {
    process = launch();
  }

  /** Nothing is heard of it until it is thawed; its connections stay. */
  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await() {
    try {
      process.waitFor(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
