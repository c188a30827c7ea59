package io.zoetrope.web.embed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.FrameFactory;
import io.zoetrope.core.intake.JpegIntake;
import io.zoetrope.core.rendition.TranscodeSettings;
import io.zoetrope.core.rendition.Transcoder;
import io.zoetrope.testing.Answer;
import io.zoetrope.testing.Hostility;
import io.zoetrope.testing.Pictures;
import io.zoetrope.testing.RawClient;
import io.zoetrope.testing.StreamClient;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a program's own code does, only the camera or the rendition that it is for suffers. */
@Timeout(120)
class HostileProgramsIT {
  private static final Duration IN_TIME = Duration.ofSeconds(3);
  private static final Duration BOUNDED = Duration.ofSeconds(20);

  @ParameterizedTest
  @EnumSource
  void pictures(Hostility.Kind kind) throws Exception {
    harmsOnlyItself(
        kind,
        false,
        (builder, hostility) ->
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
                    }));
  }

  @ParameterizedTest
  @EnumSource
  void sources(Hostility.Kind kind) throws Exception {
    harmsOnlyItself(
        kind,
        false,
        (builder, hostility) ->
            builder
                .source(
                    "bad",
                    frames -> {
                      hostility.act();
                      return new Source(frames, () -> {}, () -> {});
                    })
                .source("bad2", frames -> new Source(frames, hostility::act, () -> {}))
                .source("bad3", frames -> new Source(frames, () -> {}, hostility::act)));
  }

  @ParameterizedTest
  @EnumSource
  void observers(Hostility.Kind kind) throws Exception {
    harmsOnlyItself(
        kind,
        false,
        (builder, hostility) ->
            builder
                .jpegs("bad", 20, () -> Pictures.numbered(1))
                .observer(
                    new CameraObserver() {
                      @Override
                      public void stateChanged(
                          String camera, CameraState before, CameraState after) {
                        hostility.act();
                      }
                    }));
  }

  @ParameterizedTest
  @EnumSource
  void transcodersThatAreOpened(Hostility.Kind kind) throws Exception {
    harmsOnlyItself(
        kind,
        false,
        (builder, hostility) ->
            builder
                .jpegs("bad", 20, () -> Pictures.numbered(1))
                .transcoders(() -> {
                  hostility.act();
                  return new Copying(() -> {}, () -> {});
                }));
  }

  @ParameterizedTest
  @EnumSource
  void transcodersAtWork(Hostility.Kind kind) throws Exception {
    harmsOnlyItself(
        kind,
        false,
        (builder, hostility) ->
            builder
                .jpegs("bad", 20, () -> Pictures.numbered(1))
                .transcoders(() -> new Copying(hostility::act, () -> {})));
  }

  @ParameterizedTest
  @EnumSource
  void transcodersThatAreClosed(Hostility.Kind kind) throws Exception {
    harmsOnlyItself(
        kind,
        true,
        (builder, hostility) ->
            builder
                .jpegs("bad", 20, () -> Pictures.numbered(1))
                .transcoders(() -> new Copying(() -> {}, hostility::act)));
  }

  /** Gives the program's cameras something hostile. */
  private interface Plan {
    void add(LiveCamerasBuilder builder, Hostility hostility);
  }

  /**
   * @param ends whether the viewers are to leave, so that what they watched is closed
   */
  private static void harmsOnlyItself(Hostility.Kind kind, boolean ends, Plan plan)
      throws Exception {
    try (Hostility hostility = new Hostility(kind)) {
      LiveCamerasBuilder builder =
          LiveCameras.builder().linger(Duration.ZERO).jpegs("good", 20, () -> Pictures.numbered(7));
      plan.add(builder, hostility);
      LiveCameras cameras = builder.build();
      hostility.callsBack(() -> useAll(cameras));
      int port = cameras.listen("127.0.0.1", 0);
      List<RawClient> viewers = watchAll(cameras, port);
      if (ends) {
        await()
            .atMost(20, SECONDS)
            .until(() -> cameras.cameras().find("bad").orElseThrow().status().framesShown() > 5);
        for (RawClient viewer : viewers) {
          viewer.close();
        }
      }
      await().atMost(20, SECONDS).until(() -> hostility.calls() > 0);

      try (StreamClient viewer = watch(port, "good")) {
        for (int picture = 0; picture < 5; picture++) {
          assertThat(viewer.nextPart().picture()).isEqualTo(Pictures.numbered(7));
        }
      }
      long begun = System.nanoTime();
      assertThat(get(port, "/api/cameras").json().getJsonArray("cameras"))
          .hasSizeGreaterThanOrEqualTo(2);
      assertThat(since(begun)).as("the list of cameras").isLessThan(IN_TIME);

      begun = System.nanoTime();
      cameras.close();
      assertThat(since(begun)).as("the end").isLessThan(BOUNDED);
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

  private record Source(FrameFactory frames, Runnable reading, Runnable closing)
      implements FrameSource {
    @Override
    public Frame read() throws IOException, InterruptedException {
      reading.run();
      Thread.sleep(20);
      return JpegIntake.frameOf(Pictures.numbered(1), frames);
    }

    @Override
    public void close() {
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
