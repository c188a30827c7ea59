package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras in a router of a program that has more to serve. */
class MountedRoutesIT {
  private static final String PASSWORD = "changeit";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final AtomicInteger made = new AtomicInteger();
  private final LiveCameras cameras =
      LiveCameras.builder()
          .linger(Duration.ZERO)
          .jpegs("plot", 50, () -> Pictures.numbered(made.incrementAndGet() % 100))
          .build();
  private final Router router = Router.router(vertx);
  private int port;

  @TempDir private Path folder;

  @AfterEach
  void close() throws Exception {
    cameras.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void allAddressesAreUnderThePathAndTheRestStaysTheProgramsOwn() throws Exception {
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
  void theRootIsAPathToo() throws Exception {
    cameras.addTo(router, "/");
    listen(new HttpServerOptions());
    assertThat(get("/").text()).contains("<title>");
    watchTwoPictures("/cameras/plot/stream.mjpg");
    assertThatThrownBy(() -> cameras.addTo(router, "live/*"))
        .hasMessage("'live/*' is no path to put cameras under: use one such as /live");
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
  void theHandlersBeforeHaveTheirHeadersInTheStreamsHead() throws Exception {
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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEncryptedStreamIsAStreamForManyViewers(boolean http2) throws Exception {
    cameras.addTo(router, "/live");
    SSLContext trusting =
        listenEncrypted(new HttpServerOptions().setUseAlpn(http2).setCompressionSupported(true));
    HttpClient.Version version = http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting).version(version).build()) {
      // More than a frame is sent to from its buffer, so that a file would be next.
      for (int viewer = 0; viewer < 8; viewer++) {
        HttpResponse<InputStream> stream = watch(client);
        assertThat(stream.version()).isEqualTo(version);
        assertThat(stream.headers().firstValue("content-type").orElse(""))
            .isEqualTo("multipart/x-mixed-replace; boundary=frame");
        read(stream.body(), 3 * Pictures.numbered(1).length);
      }
      await().until(() -> viewers() == 8);
      client.shutdownNow();
    }
    await().until(() -> viewers() == 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEncryptedStreamHasItsLastBoundaryWhenTheCamerasAreClosed(boolean http2) throws Exception {
    cameras.addTo(router, "/live");
    SSLContext trusting = listenEncrypted(new HttpServerOptions().setUseAlpn(http2));
    HttpClient.Version version = http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting).version(version).build()) {
      HttpResponse<InputStream> stream = watch(client);
      assertThat(stream.version()).isEqualTo(version);
      await().until(() -> viewers() == 1);

      cameras.close();

      assertThat(new String(stream.body().readAllBytes(), StandardCharsets.ISO_8859_1))
          .endsWith("\r\n--frame--\r\n");
      client.shutdownNow();
    }
  }

  private HttpResponse<InputStream> watch(HttpClient client) throws Exception {
    URI address = URI.create("https://localhost:%d/live/video_feed".formatted(port));
    HttpRequest request = HttpRequest.newBuilder(address).header("Accept-Encoding", "gzip").build();
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
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
  void aWorkerIsToldToBeAnEventLoop() throws Exception {
    cameras.addTo(router, "/live");
    deploy(new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    assertThat(get("/live/video_feed").status()).isEqualTo(500);
  }

  private int viewers() {
    return cameras.cameras().find("plot").orElseThrow().stream().viewers();
  }

  private void listen(HttpServerOptions options) throws TimeoutException {
    port =
        vertx
            .createHttpServer(options.setPort(0).setHost("127.0.0.1"))
            .requestHandler(router)
            .listen()
            .await(10, TimeUnit.SECONDS)
            .actualPort();
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
        .await(10, TimeUnit.SECONDS);
    port = listening.get();
  }

  private SSLContext listenEncrypted(HttpServerOptions options) throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    listen(
        options
            .setSsl(true)
            .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("mykey"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static void read(InputStream body, int bytes) throws IOException {
    assertThat(body.readNBytes(bytes)).hasSize(bytes);
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
