package io.zoetrope.drivers.opencv;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.source.OneTimeWork;
import io.zoetrope.ffmpeg.program.CacheFolder;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_videoio;

/** Loads OpenCV when it is first needed. Any thread may call it. */
final class Natives {
  /** More pixels than this are not decoded: a small file could claim gigabytes. */
  static final long MOST_PIXELS = JpegIngest.MAX_PIXELS;

  private static final OneTimeWork<Optional<String>> LOADING =
      new OneTimeWork<>("loading OpenCV", Duration.ofMinutes(5), Natives::tryToLoad);

  private Natives() {}

  /** The first time takes about a second, or a minute on a slow card. Failures say what to do. */
  static void load() throws IOException, InterruptedException {
    Optional<String> fault = LOADING.await();
    if (fault.isPresent()) {
      throw new IOException(fault.get());
    }
  }

  /**
   * Why they cannot be loaded in this process; nothing if they were. A class whose initializer has
   * failed once stays broken, so all that may fail for a while is done before.
   */
  private static Optional<String> tryToLoad() throws IOException {
    Path folder = CacheFolder.ofUser().resolve("javacpp");
    return switch (ForeignCode.call(() -> Library.load(folder))) {
      case Returned<Optional<String>>(Optional<String> nothing) -> nothing;
      case Threw<Optional<String>>(IOException passing) -> throw passing;
      case Threw<Optional<String>>(Throwable e) ->
          Optional.of(
              "OpenCV does not load on this machine (%s): build Zoetrope on a machine of this kind (%s, %s), and if it was, delete the folder %s and try again"
                  .formatted(
                      reason(e),
                      System.getProperty("os.name"),
                      System.getProperty("os.arch"),
                      folder));
    };
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = Objects.requireNonNullElse(cause.getMessage(), "");
    return cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException
        ? "the class %s is missing".formatted(message.replace('/', '.'))
        : message.lines().findFirst().orElse(cause.getClass().getSimpleName());
  }

  /** Apart, as these classes may be missing. */
  private static final class Library {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    /** By default, large pictures in other programs' memory would make it refuse to allocate. */
    private static final String MEMORY_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

    static Optional<String> load(Path folder) throws IOException {
      System.getProperties().putIfAbsent(CACHE, folder.toString());
      System.getProperties().putIfAbsent(MEMORY_LIMIT, "0");
      NativeEnvironment.setUnlessGiven(
          Map.of(
              // Failures are reported as exceptions.
              "OPENCV_LOG_LEVEL", "SILENT",
              "OPENCV_IO_MAX_IMAGE_PIXELS", String.valueOf(MOST_PIXELS),
              // In seconds: as long as closing may wait.
              "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1",
              // Nothing here does linear algebra; it would start a thread per core for it.
              "OPENBLAS_NUM_THREADS", "1"));
      List<Class<?>> classes =
          List.of(
              opencv_core.class,
              opencv_imgproc.class,
              opencv_imgcodecs.class,
              opencv_videoio.class);
      unpack(classes, folder);
      classes.forEach(Loader::load);
      opencv_core.setNumThreads(1);
      return Optional.empty();
    }

    private static void unpack(List<Class<?>> classes, Path folder) throws IOException {
      try {
        Files.createDirectories(folder);
        for (Class<?> type : classes) {
          unpackLibrariesOf(type);
        }
      } catch (IOException e) {
        throw new IOException(
            "OpenCV cannot be unpacked into the folder %s (%s): make room there and let this user write to it, or set XDG_CACHE_HOME to another folder"
                .formatted(folder, e),
            e);
      }
    }

    /** To where they are loaded from afterwards. Initializes no class of OpenCV's. */
    private static void unpackLibrariesOf(Class<?> type) throws IOException {
      ClassProperties properties = Loader.loadProperties(type, Loader.loadProperties(), true);
      List<String> names = new ArrayList<>(properties.get("platform.preload"));
      names.addAll(properties.get("platform.link"));
      names.add(properties.getProperty("platform.library"));
      for (String name : names) {
        for (URL found : Loader.findLibrary(type, properties, name)) {
          if (found.getProtocol().equals("jar")) {
            File _ = Loader.cacheResource(found);
          }
        }
      }
    }
  }
}
