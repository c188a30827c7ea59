package io.zoetrope.app.tasks;

import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;

/** A redis-server of the machine on a free port, whose only password is {@code s3cret}. */
public final class RedisProgram implements AutoCloseable {
  private final Process process;
  private final int port;

  private RedisProgram(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it and waits until it listens. */
  public static RedisProgram start(Path folder) throws IOException {
    int port = FreePort.find();
    Process process =
        new ProcessBuilder(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--requirepass",
                "s3cret",
                "--appendonly",
                "yes",
                "--dir",
                folder.toString())
            .redirectOutput(folder.resolve("redis.log").toFile())
            .redirectErrorStream(true)
            .start();
    RedisProgram started = new RedisProgram(process, port);
    await().until(started::listens);
    return started;
  }

  public String uri() {
    return "redis://:s3cret@127.0.0.1:" + port;
  }

  /** Kills it: nobody needs its data any more. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean listens() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
