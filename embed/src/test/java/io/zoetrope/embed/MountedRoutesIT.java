package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Cameras in a router of a program that has more to serve. */
class MountedRoutesIT extends MountedRoutesFixture {
  @Test
  void allAddressesAreUnderThePathAndTheRestIsTheProgramsOwn() throws Exception {
    router.get("/hello").handler(context -> context.response().end("hello"));
    cameras.addTo(router, "/live");
    router.get("/live/more").handler(context -> context.response().end("more"));
    router.errorHandler(404, context -> context.response().setStatusCode(404).end("the program's"));
    listen(new HttpServerOptions());

    assertThat(get("/hello").text()).isEqualTo("hello");
    assertThat(get("/live/more").text()).isEqualTo("more");
    assertThat(get("/live/nothing").text()).isEqualTo("the program's");
    assertThat(get("/cameras/plot/snapshot.jpg").status()).isEqualTo(404);
    assertThat(get("/live/").text()).contains("<title>");
    assertThat(get("/live?a=b").header("Location")).contains("live/?a=b");
    assertThat(get("/live/healthz").json().getString("status")).isEqualTo("ok");
    assertThat(get("/live/api/cameras").json().getJsonArray("cameras")).hasSize(1);
    assertThat(get("/live/cameras/plot/snapshot.jpg").status()).isEqualTo(200);
    assertThat(get("/live/cameras/door/snapshot.jpg").errorCode()).isEqualTo("no_such_camera");
    watchTwoPictures("/live/video_feed");
  }

  @Test
  void theRootCanBeThePath() throws Exception {
    cameras.addTo(router, "/");
    listen(new HttpServerOptions());
    assertThat(get("/").text()).contains("<title>");
    watchTwoPictures("/cameras/plot/stream.mjpg");
    assertThatThrownBy(() -> cameras.addTo(router, "live/*"))
        .hasMessage("'live/*' is not a path for cameras: use one such as /live");
  }

  @Test
  void compressionLeavesStreamsAlone() throws Exception {
    cameras.addTo(router, "/live");
    listen(new HttpServerOptions().setCompressionSupported(true));
    watchTwoPictures("/live/video_feed", "Accept-Encoding: gzip");
  }

  /** Each would cut a stream in the middle, or write its answer into it. */
  @Test
  void streamsOutliveTheTimeOutsOfTheProgram() throws Exception {
    router.route().handler(TimeoutHandler.create(300));
    cameras.addTo(router, "/live");
    listen(new HttpServerOptions().setIdleTimeout(300).setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    try (StreamClient viewer = StreamClient.of(RawClient.connect(port).get("/live/video_feed"))) {
      long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      while (System.nanoTime() < end) {
        assertThat(viewer.nextPart().picture()).isNotEmpty();
      }
    }
  }

  @Test
  void headersOfEarlierHandlersAreInTheStreamsHead() throws Exception {
    router.route().handler(BodyHandler.create(false));
    router
        .route()
        .handler(context -> {
          context.response().putHeader("Strict-Transport-Security", "max-age=1");
          context.next();
        });
    cameras.addTo(router, "/live");
    listen(new HttpServerOptions());
    try (StreamClient viewer = StreamClient.of(RawClient.connect(port).get("/live/video_feed"))) {
      assertThat(viewer.head()).contains("Strict-Transport-Security: max-age=1");
      viewer.nextPart();
    }
  }

  @Test
  void oneRouterServesSeveralEventLoops() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    router
        .route()
        .handler(context -> {
          threads.add(Thread.currentThread());
          context.next();
        });
    cameras.addTo(router, "/live");
    deploy(new DeploymentOptions().setInstances(2));
    await()
        .until(
            () -> {
              watchTwoPictures("/live/video_feed");
              return threads.size();
            },
            loops -> loops == 2);
    StreamClient viewer = StreamClient.of(RawClient.connect(port).get("/live/video_feed"));
    viewer.nextPart();
    cameras.close();
    viewer.client().readToEnd();
    assertThat(get("/live/video_feed").errorMessage()).isEqualTo("The cameras are closed.");
  }

  @Test
  void aWorkerVerticleIsRefusedWithAdvice() throws Exception {
    cameras.addTo(router, "/live");
    deploy(new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    assertThat(get("/live/video_feed").status()).isEqualTo(500);
  }

  private void deploy(DeploymentOptions options) throws TimeoutException {
    AtomicInteger listening = new AtomicInteger();
    vertx
        .deployVerticle(
            () ->
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    return vertx
                        .createHttpServer()
                        .requestHandler(router)
                        .listen(SocketAddress.sharedRandomPort(1, "127.0.0.1"))
                        .onSuccess(server -> listening.set(server.actualPort()));
                  }
                },
            options)
        .await(1, TimeUnit.MINUTES);
    port = listening.get();
  }

  private void watchTwoPictures(String target, String... headers) throws IOException {
    try (StreamClient viewer = StreamClient.of(RawClient.connect(port).get(target, headers))) {
      byte[] first = viewer.nextPart().picture();
      assertThat(viewer.nextPart().picture()).isNotEqualTo(first);
    }
  }

  private Answer get(String target) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.get(target).readAnswer();
    }
  }
}
