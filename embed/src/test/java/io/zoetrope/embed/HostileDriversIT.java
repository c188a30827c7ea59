package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.fixture.HostileDriver;
import io.zoetrope.core.fixture.HostileDriver.Place;
import io.zoetrope.core.fixture.Hostility;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever a driver does, and wherever it does it, only its own cameras suffer. */
@Timeout(120)
class HostileDriversIT {
  private static final Duration BOUNDED = Duration.ofSeconds(30);
  private static final String JSON = "Content-Type: application/json";

  /** What a driver runs on; not the threads shared for foreign code, which stay a moment longer. */
  private static final Pattern THREADS = Pattern.compile("capture-\\d+|foreign-code");

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SPINS")
  void aHostileDriverBreaksOnlyItsOwnCameras(Hostility.Kind kind) throws Exception {
    List<String> bad = new ArrayList<>();
    int threadsBefore = driverThreads();
    try (Hostility hostility = new Hostility(kind)) {
      LiveCamerasBuilder builder =
          LiveCameras.builder().linger(Duration.ZERO).jpegs("good", 20, () -> Pictures.numbered(7));
      // That of SCHEMES is refused when it is given.
      for (Place place : EnumSet.complementOf(EnumSet.of(Place.SCHEMES))) {
        HostileDriver driver = new HostileDriver(place, hostility);
        builder.driver(driver).camera(driver.scheme(), driver.scheme() + ":x");
        bad.add(driver.scheme());
      }
      long begun = System.nanoTime();
      LiveCameras cameras = builder.build();
      hostility.callsBack(() -> useAll(cameras));
      int port = cameras.listen("127.0.0.1", 0);
      assertThat(since(begun)).as("the start").isLessThan(BOUNDED);

      watchAndSetAll(port, bad);
      try (StreamClient viewer = watch(port, "good")) {
        for (int picture = 0; picture < 5; picture++) {
          assertThat(viewer.nextPart().picture()).isEqualTo(Pictures.numbered(7));
        }
      }
      assertThat(hostility.calls()).as("calls").isPositive();
      begun = System.nanoTime();
      for (int request = 0; request < 20; request++) {
        JsonObject list = get(port, "/api/cameras").json();
        assertThat(list.getJsonArray("cameras")).hasSize(bad.size() + 1);
      }
      // Each that waited for code that hangs would wait for its limit, which is seconds.
      assertThat(since(begun)).as("20 lists of cameras").isLessThan(BOUNDED);

      begun = System.nanoTime();
      cameras.close();
      assertThat(since(begun)).as("the end").isLessThan(BOUNDED);
      await()
          .untilAsserted(() ->
              assertThat(driverThreads() - threadsBefore)
                  .as("threads left but those that hang")
                  .isLessThanOrEqualTo(hostility.hanging()));
      assertThat(hostility.hanging()).as("threads that hang").isLessThanOrEqualTo(bad.size());
    }
    await().until(() -> driverThreads() <= threadsBefore);
  }

  @Test
  void hangingControlsDoNotBlockAnotherCamerasControls() throws Exception {
    try (Hostility hostility = new Hostility(Hostility.Kind.HANGS)) {
      HostileDriver hangs = new HostileDriver(Place.LIST_CONTROLS, hostility);
      HostileDriver works = new HostileDriver(Place.MAX_SILENCE, hostility);
      try (LiveCameras cameras =
          LiveCameras.builder()
              .driver(hangs)
              .driver(works)
              .camera("hangs", hangs.scheme() + ":x")
              .camera("works", works.scheme() + ":x")
              .build()) {
        int port = cameras.listen("127.0.0.1", 0);
        List<RawClient> clients = new ArrayList<>();
        for (int client = 0; client < 60; client++) {
          clients.add(RawClient.connect(port).get("/api/cameras/hangs/controls"));
        }
        await().until(() -> hostility.calls() > 0);

        long begun = System.nanoTime();
        for (int request = 0; request < 20; request++) {
          assertThat(get(port, "/api/cameras/works/controls").status()).isEqualTo(200);
        }
        assertThat(since(begun)).isLessThan(BOUNDED);

        for (RawClient client : clients) {
          Answer answer = client.readAnswer();
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.errorCode()).isIn("camera_not_there", "busy");
          client.close();
        }
        assertThat(hostility.hanging()).isEqualTo(1);
      }
    }
  }

  /** Watches each of these cameras for a moment, and asks and sets what can be set. */
  private static void watchAndSetAll(int port, List<String> cameras) {
    CompletableFuture.allOf(
            cameras.stream()
                .map(camera ->
                    CompletableFuture.runAsync(
                        () -> watchAndSet(port, camera), Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static void watchAndSet(int port, String camera) {
    try (RawClient _ = RawClient.connect(port).get("/cameras/" + camera + "/stream.mjpg")) {
      for (int request = 0; request < 2; request++) {
        get(port, "/api/cameras/" + camera + "/controls");
        try (RawClient client = RawClient.connect(port)) {
          String body = "{\"brightness\": 7}";
          client
              .request(
                  "PUT",
                  "/api/cameras/" + camera + "/controls",
                  JSON,
                  "Content-Length: " + body.length())
              .send(body)
              .readAnswer();
        }
      }
    } catch (IOException e) {
      throw new AssertionError(camera, e);
    }
  }

  private static void useAll(LiveCameras cameras) {
    for (Camera camera : cameras.cameras().all()) {
      camera.status();
      camera.retryNow();
    }
  }

  private static StreamClient watch(int port, String camera) throws IOException {
    return StreamClient.of(
        RawClient.connect(port).get("/cameras/%s/stream.mjpg".formatted(camera)));
  }

  private static Answer get(int port, String target) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.get(target).readAnswer();
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Platform threads only: one that hangs on a virtual thread is not counted by anybody. */
  private static int driverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .mapToInt(name -> THREADS.matcher(name).matches() ? 1 : 0)
        .sum();
  }
}
