package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a program can do with cameras of its own, from the builder to the browser. */
class LiveCamerasIT {
  private final LiveCamerasBuilder builder = LiveCameras.builder().linger(Duration.ZERO);
  @AutoClose private LiveCameras cameras = LiveCameras.builder().build();
  private int port;

  @Test
  void imagesAreDrawnOnlyWhileSomebodyWatches() throws Exception {
    AtomicInteger drawn = new AtomicInteger();
    listen(builder.images("plot", 100, () -> image(Color.RED, 64, drawn.incrementAndGet())));
    assertThat(get("/api/cameras/plot").json().getString("state")).isEqualTo("idle");
    assertThat(drawn).hasValue(0);

    try (StreamClient viewer = watch("/cameras/plot/stream.mjpg")) {
      BufferedImage first = ImageIO.read(new ByteArrayInputStream(viewer.nextPart().picture()));
      assertThat(new Color(first.getRGB(30, 0)).getRed()).isGreaterThan(240);
      assertThat(viewer.nextPart().picture()).isNotEmpty();
    }
    await().until(() -> camera("plot").state() instanceof Idle);
    int seen = drawn.get();
    assertThat(seen).isPositive();
    assertThat(get("/cameras/plot/snapshot.jpg").header("Content-Type")).contains("image/jpeg");
    assertThat(drawn.get()).isGreaterThan(seen);
  }

  @Test
  void peopleSeeANameAndProgramsTheId() throws Exception {
    listen(
        builder.images("plot", 100, () -> image(Color.RED, 64, 1)).name("plot", "Umsätze <heute>"));
    assertThat(get("/api/cameras/plot").json().getString("name")).isEqualTo("Umsätze <heute>");
    assertThat(get("/api/cameras/plot").json().getString("id")).isEqualTo("plot");
    assertThatThrownBy(() -> builder.name("plan", "Plan"))
        .hasMessage("There is no camera 'plan' to be shown as 'Plan': add it first");
    assertThatThrownBy(() -> builder.name("plot", "a\nb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one line of text");
  }

  @Test
  void imagesOfEveryKindAreShownAndMayChangeTheirSize() throws Exception {
    AtomicInteger size = new AtomicInteger(32);
    int[] kinds = {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_BYTE_GRAY};
    listen(
        builder.images(
            "any",
            200,
            () -> new BufferedImage(size.get(), 33, kinds[size.incrementAndGet() % 2])));
    try (StreamClient viewer = watch("/video_feed")) {
      int width = read(viewer).getWidth();
      assertThat(read(viewer).getWidth()).isGreaterThan(width);
      assertThat(read(viewer).getHeight()).isEqualTo(33);
    }
  }

  @Test
  void aFeedKeepsItsNewestPictureForLaterViewers() throws Exception {
    FrameInput input = new FrameInput();
    listen(builder.feed("feed", input));
    byte[] old = Pictures.numbered(1);
    byte[] newest = Pictures.numbered(2);
    input.show(old);
    input.show(newest);
    assertThat(input.watched()).isFalse();
    try (StreamClient viewer = watch("/cameras/feed/stream.mjpg")) {
      assertThat(viewer.nextPart().picture()).isEqualTo(newest);
      assertThat(input.watched()).isTrue();
      // Snapshots wait for a picture of after the request, and get one though none is new.
      assertThat(get("/cameras/feed/snapshot.jpg").body()).isEqualTo(newest);
      input.show(old);
      await().until(() -> viewer.nextPart().picture(), picture -> picture.length == old.length);
      input.show(image(Color.GREEN, 48, 0));
      await().until(() -> read(viewer).getWidth(), width -> width == 48);
    }
    await().until(() -> !input.watched());
  }

  @Test
  void aFeedAcceptsOnlyPictures() {
    FrameInput input = new FrameInput();
    byte[] cut = Pictures.truncated(Pictures.numbered(1));
    assertThatThrownBy(() -> input.show(cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("This is not a JPEG that can be shown: truncated: no end-of-image marker");
    assertThatThrownBy(() -> input.show(new BufferedImage(8193, 1, BufferedImage.TYPE_INT_RGB)))
        .hasMessage("a picture is 1 to 8192 pixels wide and high, not 8193x1");
  }

  @Test
  void aFailingMethodFailsItsCamera() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    listen(
        builder
            .images("thrower", 10, () -> recover(calls.incrementAndGet()))
            .jpegs("liar", 10, () -> new byte[] {1, 2, 3}));
    Answer failing = get("/cameras/thrower/snapshot.jpg");
    assertThat(failing.status()).isEqualTo(503);
    assertThat(failing.errorMessage())
        .startsWith("The camera has failed; the next attempt is at ")
        .endsWith(
            ": the program could not make a picture: java.lang.IllegalStateException: no sensor.");
    try (StreamClient viewer = watch("/cameras/thrower/stream.mjpg")) {
      assertThat(read(viewer).getWidth()).as("the placeholder").isGreaterThan(64);
      await().until(() -> read(viewer).getWidth() == 64);
    }
    assertThat(get("/cameras/liar/snapshot.jpg").errorMessage())
        .contains("what the program made is not a JPEG: ");
    assertThat(camera("liar").state()).isInstanceOfAny(Retrying.class, Idle.class);
  }

  @Test
  void invalidArgumentsAreRejectedAtOnce() throws Exception {
    assertThatThrownBy(() -> builder.feed("a b", new FrameInput()))
        .hasMessageStartingWith("'a b' cannot name a camera: use letters, digits");
    assertThatThrownBy(() -> builder.feed("same", new FrameInput()).feed("same", new FrameInput()))
        .hasMessage("There are two cameras named 'same'");
    assertThatThrownBy(() -> builder.jpegs("fast", Double.NaN, () -> new byte[0]))
        .hasMessage("A camera shows 0.001 to 1000 pictures a second, not NaN");
    assertThatThrownBy(() -> builder.camera("door", "rtsp://me:secret@192.0.2.7/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("add io.zoetrope:zoetrope-drivers to the class path")
        .hasMessageNotContaining("secret");
    listen(builder);
    assertThatThrownBy(() -> cameras.listen("127.0.0.1", port))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "Port %d of 127.0.0.1 cannot be had \\(.+\\): choose another, or 0 for any that is free"
                .formatted(port));
  }

  @Test
  void severalCanRunInOneProgramAndClosingOneLeavesNothingBehind() throws Exception {
    AtomicInteger drawn = new AtomicInteger();
    try (LiveCameras other =
        LiveCameras.builder().images("other", 100, () -> image(Color.BLUE, 64, 1)).build()) {
      int otherPort = other.listen("127.0.0.1", 0);
      listen(builder.images("plot", 100, () -> image(Color.RED, 64, drawn.incrementAndGet())));
      StreamClient viewer = watch("/video_feed");
      viewer.nextPart();
      cameras.close();
      viewer.client().readToEnd();
      assertThatThrownBy(() -> cameras.listen("127.0.0.1", 0))
          .hasMessage("These cameras are closed: build others");
      int seen = drawn.get();
      assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(IOException.class);
      assertThat(threads("capture-")).as("only the other's").isZero();
      port = otherPort;
      assertThat(get("/cameras/other/snapshot.jpg").status()).isEqualTo(200);
      assertThat(drawn).hasValue(seen);
    }
    await().until(() -> threads("vert.x-eventloop") == 0 && threads("timers") == 0);
  }

  private static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }

  private static BufferedImage recover(int call) {
    if (call <= 2) {
      throw new IllegalStateException("no sensor");
    }
    return image(Color.RED, 64, call);
  }

  /** One colour, and a line that moves. */
  private static BufferedImage image(Color colour, int width, int step) {
    BufferedImage image = new BufferedImage(width, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, width, 48);
    pen.setColor(Color.WHITE);
    pen.drawLine(0, 10 + step % 30, width, 10 + step % 30);
    pen.dispose();
    return image;
  }

  private static BufferedImage read(StreamClient viewer) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(viewer.nextPart().picture()));
  }

  private void listen(LiveCamerasBuilder named) throws IOException {
    cameras.close();
    cameras = named.build();
    port = cameras.listen("127.0.0.1", 0);
  }

  private Camera camera(String id) {
    return cameras.cameras().find(id).orElseThrow();
  }

  private StreamClient watch(String target) throws IOException {
    return StreamClient.of(RawClient.connect(port).get(target));
  }

  private Answer get(String target) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.get(target).readAnswer();
    }
  }
}
