package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What arrives while cameras are being closed is closed as well, whoever comes first. */
final class ClosingRacesIT {
  private static final int LOOPS = 4;

  @Test
  void aServerStartedWhileTheCamerasCloseIsClosedAgain() throws Exception {
    try (LiveCameras first = cameras()) {
      first.listen("127.0.0.1", 0); // What is loaded once for all stays.
    }
    await().pollInSameThread().until(() -> eventLoops() == 0);
    List<Integer> ports = new ArrayList<>();
    int refused = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 60; round += 3) {
        LiveCameras cameras = cameras();
        CyclicBarrier start = new CyclicBarrier(2);
        var listening =
            threads.submit(() -> {
              start.await(1, TimeUnit.MINUTES);
              return cameras.listen("127.0.0.1", 0);
            });
        start.await(1, TimeUnit.MINUTES);
        LockSupport.parkNanos(Duration.ofMillis(round).toNanos());
        cameras.close();
        try {
          ports.add(listening.get(1, TimeUnit.MINUTES));
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(IllegalStateException.class);
          refused++;
        }
        assertThatThrownBy(() -> cameras.listen("127.0.0.1", 0))
            .isInstanceOf(IllegalStateException.class);
      }
    }
    assertThat(refused).isPositive();
    await().pollInSameThread().untilAsserted(() -> assertThat(eventLoops()).isZero());
    for (int port : ports) {
      assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aRequestArrivingWhileTheCamerasCloseIsEndedOrRefused() throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    AtomicReference<Router> router = new AtomicReference<>(Router.router(vertx));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = deploy(vertx, router);
      for (int round = 0; round < 150; round++) {
        LiveCameras cameras = cameras();
        router.set(Router.router(vertx));
        cameras.addTo(router.get(), "/");
        CyclicBarrier start = new CyclicBarrier(LOOPS + 1);
        List<java.util.concurrent.Future<String>> answers = new ArrayList<>();
        for (int viewer = 0; viewer < LOOPS; viewer++) {
          answers.add(threads.submit(watching(port, start)));
        }
        start.await(1, TimeUnit.MINUTES);
        LockSupport.parkNanos(round * 20_000L);
        cameras.close();
        for (var answer : answers) {
          assertThat(answer.get(1, TimeUnit.MINUTES))
              .as("round %d", round)
              .containsAnyOf("200 OK", "503");
        }
        assertThat(cameras.cameras().all().getFirst().stream().viewers()).isZero();
      }
    } finally {
      vertx.close().await(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void routesAddedWhileTheCamerasCloseServeNothing() throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    AtomicReference<Router> router = new AtomicReference<>(Router.router(vertx));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = deploy(vertx, router);
      for (int round = 0; round < 100; round++) {
        LiveCameras cameras = cameras();
        Router fresh = Router.router(vertx);
        CyclicBarrier start = new CyclicBarrier(2);
        var adding =
            threads.submit(() -> {
              start.await(1, TimeUnit.MINUTES);
              try {
                cameras.addTo(fresh, "/");
                return true;
              } catch (IllegalStateException e) {
                return false;
              }
            });
        start.await(1, TimeUnit.MINUTES);
        cameras.close();
        boolean added = adding.get(1, TimeUnit.MINUTES);
        router.set(fresh);
        try (RawClient client = RawClient.connect(port)) {
          assertThat(client.get("/video_feed").readAnswer().status()).isEqualTo(added ? 503 : 404);
        }
      }
    } finally {
      vertx.close().await(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void theObserverGetsTheLastStateBeforeTheEnd() throws Exception {
    List<CameraState> states = new CopyOnWriteArrayList<>();
    LiveCameras cameras =
        LiveCameras.builder()
            .jpegs("plot", 50, () -> Pictures.numbered(1))
            .observer((_, _, after) -> states.add(after))
            .build();
    int port = cameras.listen("127.0.0.1", 0);
    try (StreamClient viewer = StreamClient.of(RawClient.connect(port).get("/video_feed"))) {
      viewer.nextPart();
      cameras.close();
    }
    assertThat(states.getLast()).isInstanceOf(CameraState.Idle.class);
  }

  @Test
  void aFailedBuildLeavesNothingOpen() {
    await().pollInSameThread().until(() -> threads("timers") == 0);
    LiveCamerasBuilder plan = LiveCameras.builder().jpegs("plot", 50, () -> Pictures.numbered(1));
    plan.cameras.put(
        "broken",
        (_, _) -> {
          throw new NoClassDefFoundError("org/example/Driver");
        });
    assertThatThrownBy(plan::build).isInstanceOf(NoClassDefFoundError.class);
    await().pollInSameThread().until(() -> threads("timers") == 0);
  }

  private static LiveCameras cameras() {
    return LiveCameras.builder()
        .linger(Duration.ZERO)
        .jpegs("plot", 50, () -> Pictures.numbered(1))
        .build();
  }

  private static Callable<String> watching(int port, CyclicBarrier start) {
    return () -> {
      try (RawClient client = RawClient.connect(port)) {
        start.await(1, TimeUnit.MINUTES);
        return client.get("/video_feed", "Connection: close").readToEnd();
      }
    };
  }

  private static int deploy(Vertx vertx, AtomicReference<Router> router) throws Exception {
    AtomicInteger listening = new AtomicInteger();
    vertx
        .deployVerticle(
            () ->
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    return vertx
                        .createHttpServer()
                        .requestHandler(request -> router.get().handle(request))
                        .listen(SocketAddress.sharedRandomPort(1, "127.0.0.1"))
                        .onSuccess(server -> listening.set(server.actualPort()));
                  }
                },
            new DeploymentOptions().setInstances(LOOPS))
        .await(1, TimeUnit.MINUTES);
    return listening.get();
  }

  private static long eventLoops() {
    return threads("vert.x-eventloop");
  }

  private static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }
}
