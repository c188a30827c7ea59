package io.zoetrope.embed;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.zoetrope.core.fixture.Pictures;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** What the tests of MountedRoutesIT and EncryptedRoutesIT share. */
abstract class MountedRoutesFixture {
  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  final AtomicInteger made = new AtomicInteger();

  final LiveCameras cameras =
      LiveCameras.builder()
          .linger(Duration.ZERO)
          .jpegs("plot", 50, () -> Pictures.numbered(made.incrementAndGet() % 100))
          .build();

  final Router router = Router.router(vertx);
  int port;

  @AfterEach
  void close() throws Exception {
    cameras.close();
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  void listen(HttpServerOptions options) throws TimeoutException {
    port =
        vertx
            .createHttpServer(options.setPort(0).setHost("127.0.0.1"))
            .requestHandler(router)
            .listen()
            .await(1, TimeUnit.MINUTES)
            .actualPort();
  }
}
