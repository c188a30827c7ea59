package io.zoetrope.web;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.zoetrope.web.connection.LostFailures;
import io.zoetrope.web.hosts.MachineNames;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cameras over HTTP. Any thread may start and close it; both block. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx;
  private final int port;

  private WebServer(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /**
   * Starts to listen.
   *
   * @throws IOException when the port cannot be had; its message is the system's reason
   */
  public static WebServer start(WebOptions options, WebContent content) throws IOException {
    LostFailures.prepare();
    WebRoutes routes = WebRoutes.of(content, options.timeouts());
    MachineNames machine = MachineNames.lookUp();
    AtomicInteger port = new AtomicInteger();
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(options.eventLoops())
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    try {
      await(
          vertx.deployVerticle(
              () -> new ServerLoop(options, routes, machine, port::set),
              new DeploymentOptions().setInstances(options.eventLoops())));
      return new WebServer(vertx, port.get());
    } catch (Throwable e) {
      close(vertx);
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** Stops listening and lets go of all who are connected. */
  @Override
  public void close() {
    close(vertx);
  }

  private static void close(Vertx vertx) {
    // One that was interrupted waits all the same, since others may need the port.
    boolean interrupted = Thread.interrupted();
    try {
      await(vertx.close());
    } catch (IOException e) {
      LOG.warn("The web server did not close properly: {}", e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException refused ? refused : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(
          "the web server did not answer within " + PATIENCE_SECONDS + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
