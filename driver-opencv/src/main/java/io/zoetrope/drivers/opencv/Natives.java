package io.zoetrope.drivers.opencv;

import io.zoetrope.drivers.support.CacheFolder;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_videoio;

/** Loads OpenCV when it is first needed. Any thread may call it. */
final class Natives {
  /** More pixels than this are not decoded: a small file could claim gigabytes. */
  static final long MOST_PIXELS = 64L << 20;

  private static boolean loaded; // guarded by the class

  private Natives() {}

  /**
   * Does nothing when they are loaded; the first time takes about a second.
   *
   * @throws IOException when that fails; its message says what to do
   */
  static synchronized void load() throws IOException {
    if (loaded) {
      return;
    }
    try {
      Library.load();
      loaded = true;
    } catch (LinkageError | RuntimeException e) {
      throw new IOException(
          "OpenCV does not load on this machine (%s): build Zoetrope on a machine of this kind (%s, %s), and if it was, delete the folder %s and try again"
              .formatted(
                  reason(e),
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  CacheFolder.ofUser().resolve("javacpp")),
          e);
    }
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

    static void load() {
      setUnlessGiven(CACHE, CacheFolder.ofUser().resolve("javacpp").toString());
      setUnlessGiven(MEMORY_LIMIT, "0");
      Environment.setUnlessGiven(
          Map.of(
              // What goes wrong is told as an exception.
              "OPENCV_LOG_LEVEL", "SILENT",
              "OPENCV_IO_MAX_IMAGE_PIXELS", String.valueOf(MOST_PIXELS),
              // In seconds: as long as closing may wait.
              "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1",
              // Nothing here does linear algebra; it would start a thread per core for it.
              "OPENBLAS_NUM_THREADS", "1"));
      Loader.load(opencv_core.class);
      Loader.load(opencv_imgproc.class);
      Loader.load(opencv_imgcodecs.class);
      Loader.load(opencv_videoio.class);
      opencv_core.setNumThreads(1);
    }

    private static void setUnlessGiven(String property, String value) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, value);
      }
    }
  }
}
