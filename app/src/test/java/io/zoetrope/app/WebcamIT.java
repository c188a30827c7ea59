package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.ReturnWatch;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.drivers.fixture.V4l2StandIn;
import io.zoetrope.drivers.v4l2.LocalCameras;
import io.zoetrope.drivers.v4l2.V4l2Driver;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.picture.JpegEncoder;
import io.zoetrope.picture.TestPattern;
import io.zoetrope.web.WebContent;
import io.zoetrope.web.WebOptions;
import io.zoetrope.web.WebServer;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import io.zoetrope.web.mjpeg.FrameFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webcam from its node in {@code /dev} to HTTP: pictures, controls, unplugged and back. */
final class WebcamIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Its retries come too late for any test. */
  private static final CameraTimings PATIENT =
      new CameraTimings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofSeconds(60),
          Duration.ofHours(1));

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger watched = new AtomicInteger();
  private CameraTimings delays = ServerPair.TIMINGS;
  private Path dev;
  private Path node;
  private CameraSystem system;
  private WebServer server;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    dev = Files.createDirectory(folder.toRealPath().resolve("dev"));
    node = dev.resolve("video0");
    savePictures();
    plugIn();
    serve();
  }

  private void serve() throws IOException {
    Path ffmpeg = V4l2StandIn.ffmpeg(folder, Path.of("/usr/bin/ffmpeg"));
    system = CameraSystem.builder().setting(FfmpegProgram.SETTING, ffmpeg.toString()).open();
    system.cameras().observe((_, _, after) -> noteFault(after));
    V4l2Driver driver = new V4l2Driver(new LocalCameras(dev, V4l2StandIn.functions()));
    CameraUri uri = CameraUri.parse("v4l2:" + node);
    system.add(CameraSettings.of("bench", delays), uri.masked(), own -> opener(driver, uri, own));
    server =
        WebServer.start(
            new WebOptions("127.0.0.1", 0, 2, Timeouts.STANDARD),
            new WebContent(system, FrameFiles.none()));
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
    system.close();
  }

  @Test
  void controlsCanBeSetWhileSomebodyWatches() throws Exception {
    try (RawClient connection = RawClient.connect(server.port())) {
      StreamClient viewer = StreamClient.of(connection.get("/cameras/bench/stream.mjpg"));
      viewer.nextPart();

      JsonObject changed = put("{\"brightness\": 200}");

      assertThat(changed.getJsonArray("controls").getJsonObject(0).getInteger("value"))
          .isEqualTo(200);
      assertThat(Files.readString(node.resolveSibling("video0.values"))).isEqualTo("980900 200\n");
      viewer.nextPart();
      assertThat(state()).isEqualTo("live");
    }
  }

  @Test
  void anUnpluggedCameraSaysSoAndComesBackWhenPluggedIn() throws Exception {
    try (RawClient connection = RawClient.connect(server.port())) {
      StreamClient viewer = StreamClient.of(connection.get("/cameras/bench/stream.mjpg"));
      viewer.nextPart();

      Files.delete(node);
      await().atMost(PATIENCE).until(() -> faults.size() > 1);
      assertThat(faults.getFirst()).isEqualTo("the camera %s was unplugged".formatted(node));
      assertThat(faults.get(1)).contains("no camera at " + node, "is it plugged in?");

      plugIn();
      await().atMost(PATIENCE).until(() -> state().equals("live"));
    }
  }

  @Test
  void aReconnectedCameraIsOpenedAtOnceAlthoughTheNextAttemptIsDueInAnHour() throws Exception {
    delays = PATIENT;
    server.close();
    system.close();
    serve();
    try (RawClient connection = RawClient.connect(server.port())) {
      StreamClient viewer = StreamClient.of(connection.get("/cameras/bench/stream.mjpg"));
      viewer.nextPart();
      Files.delete(node);
      await().atMost(PATIENCE).until(() -> watched.get() == 1);
      assertThat(faults).hasSize(1);

      plugIn();
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .atMost(PATIENCE)
          .until(() -> state().equals("live"));

      assertThat(camera().getValue("error")).isNull();
      assertThat(camera().getJsonObject("lastError").getString("message")).contains("unplugged");
    }
  }

  private SourceOpener opener(V4l2Driver driver, CameraUri uri, DriverContext context) {
    return new SourceOpener() {
      @Override
      public FrameSource open() throws IOException, InterruptedException {
        return driver.open(uri, context);
      }

      @Override
      public ReturnWatch watchForReturn(Runnable returned) {
        ReturnWatch watch = driver.watchForReturn(uri, context, returned);
        watched.incrementAndGet();
        return watch;
      }

      @Override
      public Optional<CameraControls> controls() {
        return driver.controls(uri, context);
      }
    };
  }

  private void noteFault(CameraState state) {
    if (state instanceof Retrying failed) {
      faults.add(failed.reason());
    }
  }

  private void plugIn() throws IOException {
    V4l2StandIn.plugIn(
        node,
        "card HD Pro Webcam C920",
        "format MJPG Motion-JPEG",
        "size 160x120 30",
        "pictures " + folder.toRealPath(),
        "control 00980900 1 0 255 1 128 0 Brightness");
  }

  private void savePictures() throws IOException {
    for (int number = 1; number <= 5; number++) {
      ByteBuffer jpeg =
          new JpegEncoder(80).encode(new TestPattern(160, 120, 30).paint(number, LocalTime.NOON));
      byte[] bytes = new byte[jpeg.remaining()];
      jpeg.get(bytes);
      Files.write(folder.resolve("%03d.jpg".formatted(number)), bytes);
    }
  }

  private String state() throws Exception {
    return camera().getString("state");
  }

  private JsonObject camera() throws Exception {
    return send(HttpRequest.newBuilder(url("/api/cameras/bench")));
  }

  private JsonObject put(String body) throws Exception {
    return send(
        HttpRequest.newBuilder(url("/api/cameras/bench/controls"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonObject send(HttpRequest.Builder request) throws Exception {
    return new JsonObject(client.send(request.build(), BodyHandlers.ofString()).body());
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
  }
}
