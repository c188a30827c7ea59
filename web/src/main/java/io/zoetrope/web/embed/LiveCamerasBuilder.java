package io.zoetrope.web.embed;

import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.camera.MaskedDriver;
import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.web.http.FrameAncestors;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * Names the cameras of a program, the first of which is the default one; for one thread. A name has
 * letters, digits, {@code -} and {@code _}, 64 at most, a letter or digit first, and stands in the
 * camera's addresses; one that is taken or cannot be is an {@link IllegalArgumentException}.
 */
public final class LiveCamerasBuilder {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final double LEAST_PER_SECOND = 0.001;
  private static final double MOST_PER_SECOND = 1000;

  private final Map<String, CameraMaker> makers = new LinkedHashMap<>();
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private CameraTimings timings = CameraTimings.STANDARD;
  private CameraObserver observer = CameraObserver.NONE;
  private int mostRenditions = 8;
  private FrameAncestors embeddedBy = FrameAncestors.SELF;
  private boolean commands;

  LiveCamerasBuilder() {}

  /**
   * A camera that shows what a method draws, which is called only while somebody watches, always
   * once at a time, and on a thread of the camera's own. It may return the same image again and
   * again. A method that throws fails the camera: viewers are shown what it says, and it is tried
   * again after 1, 2, 4 … 30 seconds; so is one that returns nothing for ten seconds.
   *
   * @param picturesPerSecond 0.001 to 1000
   * @param draw returns an image of any kind and size, up to 8192 pixels wide and high
   */
  public LiveCamerasBuilder images(
      String id, double picturesPerSecond, Callable<BufferedImage> draw) {
    checkRate(picturesPerSecond);
    return add(
        id,
        "the program",
        (_, context) ->
            CameraMaker.Made.of(() -> {
              ImageEncoder encoder = new ImageEncoder();
              return new PulledPictures(
                  picturesPerSecond, () -> encoder.encodeDrawn(draw), context.frames());
            }));
  }

  /**
   * As {@link #images}, for a method that makes JPEGs.
   *
   * @param picturesPerSecond 0.001 to 1000
   * @param make returns a whole JPEG file, which is copied
   */
  public LiveCamerasBuilder jpegs(String id, double picturesPerSecond, Callable<byte[]> make) {
    checkRate(picturesPerSecond);
    return add(
        id,
        "the program",
        (_, context) ->
            CameraMaker.Made.of(
                () -> new PulledPictures(picturesPerSecond, make, context.frames())));
  }

  /**
   * A camera whose pictures come when the program has them.
   *
   * @param feed stays the program's, which shows pictures through it
   */
  public LiveCamerasBuilder feed(String id, PictureFeed feed) {
    return add(
        id, "the program", (_, context) -> CameraMaker.Made.of(() -> feed.open(context.frames())));
  }

  /** A camera that reads frames from a source of the program's, opened while somebody watches. */
  public LiveCamerasBuilder source(String id, OwnSource source) {
    return add(
        id,
        "the program",
        (_, context) ->
            CameraMaker.Made.of(() -> MaskedDriver.open(() -> source.open(context.frames()))));
  }

  /**
   * A camera by its URI, such as {@code rtsp://host/path} or {@code v4l2:/dev/video0}. Its driver
   * is looked for on the class path: most are in {@code io.zoetrope:zoetrope-drivers}.
   *
   * @throws IllegalArgumentException when no driver takes this URI; the message says what would be
   *     right, and shows no password
   */
  public LiveCamerasBuilder camera(String id, String uri) {
    try {
      CameraUri parsed = CameraUri.parse(uri);
      return add(id, parsed.masked(), DriverCamera.of(parsed, commands));
    } catch (BadCameraUriException e) {
      throw new IllegalArgumentException("Camera %s: %s".formatted(id, e.getMessage()), e);
    }
  }

  /**
   * Lets the cameras named from here on be commands ({@code exec:}). Only for programs whose URIs
   * no stranger has a say in.
   */
  public LiveCamerasBuilder allowCommands() {
    commands = true;
    return this;
  }

  /**
   * Something that drivers want to know, such as {@code ffmpeg} for the path of that program; see
   * each driver's {@code SETTING}.
   */
  public LiveCamerasBuilder setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** How long cameras stay open after the last viewer has left; ten seconds unless set. */
  public LiveCamerasBuilder linger(Duration linger) {
    if (linger.isNegative()) {
      throw new IllegalArgumentException("A camera cannot linger for " + linger);
    }
    timings = timings.withLinger(linger);
    return this;
  }

  /** Who is told what happens to the cameras; nobody unless set. */
  public LiveCamerasBuilder observer(CameraObserver observer) {
    this.observer = observer;
    return this;
  }

  /**
   * Whose pages may show the cameras' pages in a frame; only their own server's unless set. Streams
   * and snapshots can be shown anywhere.
   *
   * @param origins such as {@code https://dashboard.example.org}
   * @throws IllegalArgumentException when one of them is not an origin
   */
  public LiveCamerasBuilder embeddedBy(String... origins) {
    embeddedBy = FrameAncestors.of(List.of(origins));
    return this;
  }

  /**
   * How many renditions may be open at once for which pictures are decoded and encoded; 8 unless
   * set. They need {@code io.zoetrope:zoetrope-driver-opencv} on the class path.
   */
  public LiveCamerasBuilder mostRenditions(int most) {
    mostRenditions = most;
    return this;
  }

  /**
   * Makes the cameras. None is opened before somebody watches.
   *
   * @return the cameras, the caller's to close
   * @throws IllegalArgumentException when a camera's URI cannot be right
   */
  public LiveCameras build() {
    return new LiveCameras(this);
  }

  Map<String, CameraMaker> makers() {
    return makers;
  }

  Map<String, String> sources() {
    return sources;
  }

  Map<String, String> settings() {
    return settings;
  }

  CameraTimings timings() {
    return timings;
  }

  CameraObserver observer() {
    return observer;
  }

  FrameAncestors embeddedBy() {
    return embeddedBy;
  }

  int mostRenditions() {
    return mostRenditions;
  }

  private LiveCamerasBuilder add(String id, String source, CameraMaker maker) {
    if (!NAME.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot name a camera: use letters, digits, - and _, 64 at most, a letter or digit first"
              .formatted(id));
    }
    if (makers.putIfAbsent(id, maker) != null) {
      throw new IllegalArgumentException("There are two cameras named '%s'".formatted(id));
    }
    sources.put(id, source);
    return this;
  }

  private static void checkRate(double picturesPerSecond) {
    if (!(picturesPerSecond >= LEAST_PER_SECOND && picturesPerSecond <= MOST_PER_SECOND)) {
      throw new IllegalArgumentException(
          "A camera shows 0.001 to 1000 pictures a second, not " + picturesPerSecond);
    }
  }
}
