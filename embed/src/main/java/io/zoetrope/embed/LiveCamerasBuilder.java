package io.zoetrope.embed;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.CameraSystemBuilder;
import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.RedactedSource;
import io.zoetrope.core.transcode.TranscoderProvider;
import io.zoetrope.rows.TableSource;
import io.zoetrope.web.hosts.FrameAncestors;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Names the cameras of a program, the first of which is the default one; for one thread. A name has
 * letters, digits, {@code -} and {@code _}, 64 at most, a letter or digit first, and is part of the
 * camera's addresses; one that is taken or cannot be is an {@link IllegalArgumentException}.
 */
public final class LiveCamerasBuilder {
  /** The pages would take them for those of a server that does tasks. */
  private static final Set<String> ZOETROPES_TABLES = Set.of("events", "tasks");

  // What LiveCameras is made of, which reads it when all is said.
  final CameraSystemBuilder system = CameraSystem.builder();
  final Map<String, PlannedCamera> cameras = new LinkedHashMap<>();
  private final Map<String, CameraName> names = new HashMap<>();
  private CameraTimings timings = CameraTimings.STANDARD;
  final List<CameraObserver> observers = new ArrayList<>();
  FrameAncestors embeddedBy = FrameAncestors.SELF;
  private final KnownDrivers drivers = new KnownDrivers();
  private final Map<String, TableSource<?>> tables = new LinkedHashMap<>();

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
    PolledFrames.checkRate(picturesPerSecond);
    return add(
        id,
        PlannedCamera.own(frames -> {
          ImageEncoder encoder = new ImageEncoder();
          return new PolledFrames(picturesPerSecond, () -> encoder.encodeDrawn(draw), frames);
        }));
  }

  /**
   * As {@link #images}, for a method that makes JPEGs.
   *
   * @param picturesPerSecond 0.001 to 1000
   * @param make returns a whole JPEG file, which is copied
   */
  public LiveCamerasBuilder jpegs(String id, double picturesPerSecond, Callable<byte[]> make) {
    PolledFrames.checkRate(picturesPerSecond);
    return add(id, PlannedCamera.own(frames -> new PolledFrames(picturesPerSecond, make, frames)));
  }

  /**
   * A camera whose pictures come when the program has them.
   *
   * @param input stays the program's, which shows pictures through it
   */
  public LiveCamerasBuilder feed(String id, FrameInput input) {
    return add(id, PlannedCamera.own(input::open));
  }

  /** A camera that reads frames from a source of the program's, opened while somebody watches. */
  public LiveCamerasBuilder source(String id, CustomSource source) {
    return add(id, PlannedCamera.own(frames -> RedactedSource.open(() -> source.open(frames))));
  }

  /**
   * A camera by its URI, such as {@code rtsp://host/path} or {@code v4l2:/dev/video0}. Its driver
   * is one {@linkplain #driver given before}, or is looked for on the class path: most are in
   * {@code io.zoetrope:zoetrope-drivers}.
   *
   * @throws IllegalArgumentException when no driver takes this URI; the message says what would be
   *     right, and shows no password
   */
  public LiveCamerasBuilder camera(String id, String uri) {
    try {
      CameraUri parsed = CameraUri.parse(uri);
      return add(id, PlannedCamera.of(drivers.cameraAt(parsed)));
    } catch (BadCameraUriException e) {
      throw new IllegalArgumentException("Camera %s: %s".formatted(id, e.getMessage()), e);
    }
  }

  /**
   * A driver for the cameras named from here on, before those that are found on the class path. So
   * a program's own driver needs no file in {@code META-INF/services}, and those of Zoetrope work
   * in a jar that has lost these files.
   *
   * @throws IllegalArgumentException when one of its schemes cannot be one
   */
  public LiveCamerasBuilder driver(CameraDriver driver) {
    drivers.add(driver);
    return this;
  }

  /**
   * What people see instead of the id of a camera that was added before, such as {@code Front
   * door}.
   *
   * @param shown one line of at most 64 characters, in any language
   * @throws IllegalArgumentException when there is no such camera, or this cannot be shown
   */
  public LiveCamerasBuilder name(String id, String shown) {
    if (!cameras.containsKey(id)) {
      throw new IllegalArgumentException(
          "There is no camera '%s' to be shown as '%s': add it first".formatted(id, shown));
    }
    names.put(id, new CameraName(id, shown));
    return this;
  }

  /**
   * Lets the cameras named from here on be commands ({@code exec:}). Only for programs whose URIs
   * no stranger has a say in.
   */
  public LiveCamerasBuilder allowCommands() {
    drivers.allowCommands();
    return this;
  }

  /**
   * A setting that drivers read, such as {@code ffmpeg} for the path of that program; see each
   * driver's {@code SETTING}.
   */
  public LiveCamerasBuilder setting(String name, String value) {
    system.setting(name, value);
    return this;
  }

  /** How long cameras stay open after the last viewer has left; default: ten seconds. */
  public LiveCamerasBuilder linger(Duration linger) {
    if (linger.isNegative()) {
      throw new IllegalArgumentException("A camera cannot linger for " + linger);
    }
    timings = timings.withLinger(linger);
    return this;
  }

  /** Adds an observer of the cameras; failures are in the log in any case. */
  public LiveCamerasBuilder observer(CameraObserver observer) {
    observers.add(observer);
    return this;
  }

  /**
   * Whose pages may show the cameras' pages in a frame; default: only their own server's. Streams
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
   * A table, at {@code /api/NAME.html}, {@code .csv}, {@code .ndjson} and {@code .json}. Its rows
   * are opened on a virtual thread when somebody asks, and closed when the answer ends.
   *
   * @throws IllegalArgumentException if its name cannot be part of an address, or is taken
   */
  public LiveCamerasBuilder table(TableSource<?> table) {
    String name = table.table().name();
    PathNames.check("a table", name);
    if (ZOETROPES_TABLES.contains(name)) {
      throw new IllegalArgumentException(
          "A program's table cannot be named '%s': that is one of Zoetrope's own".formatted(name));
    }
    if (tables.putIfAbsent(name, table) != null) {
      throw new IllegalArgumentException("There are two tables named '%s'".formatted(name));
    }
    return this;
  }

  /**
   * What decodes and encodes pictures for renditions, instead of what is found on the class path.
   */
  public LiveCamerasBuilder transcoders(TranscoderProvider provider) {
    system.transcoders(Optional.of(provider));
    return this;
  }

  /**
   * How many renditions may be open at once for which pictures are decoded and encoded; default: 8.
   * They need {@code io.zoetrope:zoetrope-driver-opencv} on the class path.
   */
  public LiveCamerasBuilder mostRenditions(int most) {
    system.mostRenditions(most);
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

  CameraSettings settings(String id) {
    CameraName name = names.getOrDefault(id, new CameraName(id));
    return new CameraSettings(name, timings, Optional.empty());
  }

  List<TableSource<?>> tables() {
    return List.copyOf(tables.values());
  }

  private LiveCamerasBuilder add(String id, PlannedCamera camera) {
    PathNames.check("a camera", id);
    if (cameras.putIfAbsent(id, camera) != null) {
      throw new IllegalArgumentException("There are two cameras named '%s'".formatted(id));
    }
    return this;
  }
}
