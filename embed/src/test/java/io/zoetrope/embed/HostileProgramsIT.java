package io.zoetrope.embed;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.fixture.Hostility;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.Transcoder;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a program's own code does, only the camera or the rendition that it is for suffers. */
class HostileProgramsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Where the program's code is hostile. */
  enum Place {
    PICTURES((builder, hostility) ->
        builder
            .jpegs(
                "bad",
                20,
                () -> {
                  hostility.act();
                  return Pictures.numbered(1);
                })
            .images(
                "bad2",
                20,
                () -> {
                  hostility.act();
                  return new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
                })),
    SOURCES((builder, hostility) ->
        builder
            .source(
                "bad",
                frames -> {
                  hostility.act();
                  return new Source(frames, () -> {}, () -> {});
                })
            .source("bad2", frames -> new Source(frames, hostility::act, () -> {}))
            .source("bad3", frames -> new Source(frames, () -> {}, hostility::act))),
    OBSERVERS((builder, hostility) ->
        builder
            .jpegs("bad", 20, () -> Pictures.numbered(1))
            .observer(
                new CameraObserver() {
                  @Override
                  public void stateChanged(String camera, CameraState before, CameraState after) {
                    hostility.act();
                  }
                })),
    OPENING_A_TRANSCODER((builder, hostility) ->
        builder
            .jpegs("bad", 20, () -> Pictures.numbered(1))
            .transcoders(() -> {
              hostility.act();
              return new Copying(() -> {}, () -> {});
            })),
    TRANSCODING((builder, hostility) ->
        builder
            .jpegs("bad", 20, () -> Pictures.numbered(1))
            .transcoders(() -> new Copying(hostility::act, () -> {}))),
    CLOSING_A_TRANSCODER((builder, hostility) ->
        builder
            .jpegs("bad", 20, () -> Pictures.numbered(1))
            .transcoders(() -> new Copying(() -> {}, hostility::act)));

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas that hold nothing.
    private final Plan plan;

    Place(Plan plan) {
      this.plan = plan;
    }
  }

  record Case(Place place, Hostility.Kind kind) {}

  private static final Map<Case, Future<?>> RUNNING = new HashMap<>();
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  /** They mostly wait for time limits, so they all run at once. */
  @BeforeAll
  static void start() {
    cases().forEach(one -> RUNNING.put(one, THREADS.submit(() -> run(one))));
  }

  @AfterAll
  static void end() {
    THREADS.shutdownNow();
  }

  private static Stream<Case> cases() {
    return Arrays.stream(Place.values())
        .flatMap(place ->
            Arrays.stream(Hostility.Kind.values())
                .filter(kind -> kind != Hostility.Kind.SPINS)
                .map(kind -> new Case(place, kind)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aHostileProgramBreaksOnlyItsOwnCamera(Case one) throws Exception {
    assertThat(RUNNING.get(one)).succeedsWithin(100, SECONDS);
  }

  /** Gives the program's cameras something hostile. */
  interface Plan {
    void add(LiveCamerasBuilder builder, Hostility hostility);
  }

  private static @Nullable Void run(Case one) throws Exception {
    try (Hostility hostility = new Hostility(one.kind())) {
      LiveCamerasBuilder builder =
          LiveCameras.builder()
              .linger(Duration.ZERO)
              .transcoders(() -> new Copying(() -> {}, () -> {}))
              .jpegs("good", 20, () -> Pictures.numbered(7));
      one.place().plan.add(builder, hostility);
      LiveCameras cameras = builder.build();
      hostility.callsBack(() -> useAll(cameras));
      int port = cameras.listen("127.0.0.1", 0);
      List<RawClient> viewers = watchAll(cameras, port);
      if (one.place() == Place.CLOSING_A_TRANSCODER) { // It closes when its viewers have left.
        await().until(() -> cameras.cameras().find("bad").orElseThrow().status().framesShown() > 5);
        for (RawClient viewer : viewers) {
          viewer.close();
        }
      }
      await().until(() -> hostility.calls() > 0);

      RawClient good = RawClient.connect(port).get("/cameras/good/stream.mjpg");
      try (StreamClient viewer = StreamClient.of(good)) {
        for (int picture = 0; picture < 5; picture++) {
          assertThat(viewer.nextPart().picture()).isEqualTo(Pictures.numbered(7));
        }
      }
      // Each that waited for code that hangs would wait for its limit, which is seconds.
      long begun = System.nanoTime();
      for (int request = 0; request < 20; request++) {
        assertThat(get(port, "/api/cameras").json().getJsonArray("cameras"))
            .hasSizeGreaterThanOrEqualTo(2);
      }
      assertThat(since(begun)).as("20 lists of cameras").isLessThan(LIMIT);

      begun = System.nanoTime();
      cameras.close();
      assertThat(since(begun)).as("the end").isLessThan(LIMIT);
      return null;
    }
  }

  /** Watches each camera and a rendition of it; the viewers are the caller's to close. */
  private static List<RawClient> watchAll(LiveCameras cameras, int port) throws IOException {
    List<RawClient> viewers = new ArrayList<>();
    for (Camera camera : cameras.cameras().all()) {
      if (!camera.id().equals("good")) {
        String stream = "/cameras/%s/stream.mjpg".formatted(camera.id());
        viewers.add(RawClient.connect(port).get(stream));
        viewers.add(RawClient.connect(port).get(stream + "?quality=20"));
      }
    }
    return viewers;
  }

  private static void useAll(LiveCameras cameras) {
    for (Camera camera : cameras.cameras().all()) {
      camera.status();
      camera.retryNow();
    }
  }

  private static Answer get(int port, String target) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.get(target).readAnswer();
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private record Source(
      FrameFactory frames, Runnable reading, Runnable closing, CountDownLatch closed)
      implements FrameSource {
    Source(FrameFactory frames, Runnable reading, Runnable closing) {
      this(frames, reading, closing, new CountDownLatch(1));
    }

    @Override
    public Frame read() throws IOException, InterruptedException {
      reading.run();
      if (closed.await(20, MILLISECONDS)) {
        throw new IOException("it was closed");
      }
      return JpegIngest.frameOf(Pictures.numbered(1), frames);
    }

    @Override
    public void close() {
      closed.countDown();
      closing.run();
    }
  }

  private record Copying(Runnable work, Runnable closing) implements Transcoder {
    @Override
    public Frame transcode(Frame original, TranscodeSettings settings, FrameFactory frames) {
      work.run();
      return original.retain();
    }

    @Override
    public void close() {
      closing.run();
    }
  }
}
