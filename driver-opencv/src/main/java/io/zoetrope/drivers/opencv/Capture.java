package io.zoetrope.drivers.opencv;

import io.zoetrope.base.Closer;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.bytedeco.opencv.global.opencv_videoio;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_videoio.VideoCapture;

/**
 * A VideoCapture whose pictures become frames. One thread reads, any thread may close; the native
 * parts are never freed under a read, but by it if it outlasts the one who closes.
 */
final class Capture implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(900);

  private final VideoCapture capture;
  private final int quality;
  private final FrameFactory frames;
  private final Mat picture = new Mat();
  private final JpegWriter writer = new JpegWriter();
  private final NativeLease lease = new NativeLease(this::free);

  private Capture(VideoCapture capture, int quality, FrameFactory frames) {
    this.capture = capture;
    this.quality = quality;
    this.frames = frames;
  }

  /** Empty when it does not open; the way to open it returns false or throws then. */
  static Optional<Capture> open(Predicate<VideoCapture> way, int quality, FrameFactory frames) {
    VideoCapture capture = new VideoCapture();
    boolean open = false;
    try {
      open = way.test(capture);
    } catch (RuntimeException refused) {
      // OpenCV's own words are of no use to anybody: the caller says what to do.
    } finally {
      if (!open) {
        capture.close();
      }
    }
    return open ? Optional.of(new Capture(capture, quality, frames)) : Optional.empty();
  }

  /** The next picture, whose one reference is the caller's; empty if there is none. */
  Optional<Frame> read() throws IOException {
    if (!lease.begin()) {
      throw new IOException("the source was closed");
    }
    try {
      return capture.read(picture) && !picture.empty()
          ? Optional.of(writer.write(picture, quality, false, frames::begin))
          : Optional.empty();
    } catch (RuntimeException e) {
      throw CvFailure.of("the picture cannot be read", e);
    } finally {
      lease.finish();
    }
  }

  /** A property of OpenCV's; 0 where it has none. Asked by the thread that reads. */
  double property(int name) {
    if (!lease.begin()) {
      return 0;
    }
    try {
      return capture.get(name);
    } finally {
      lease.finish();
    }
  }

  /** Sets a property, as far as the device goes along. For the thread that reads. */
  void set(int property, double value) {
    if (lease.begin()) {
      try {
        boolean _ = capture.set(property, value);
      } finally {
        lease.finish();
      }
    }
  }

  boolean closed() {
    return lease.ended();
  }

  String description() {
    return "opencv %.0fx%.0f"
        .formatted(
            property(opencv_videoio.CAP_PROP_FRAME_WIDTH),
            property(opencv_videoio.CAP_PROP_FRAME_HEIGHT));
  }

  @Override
  public void close() {
    lease.end(PATIENCE);
  }

  private void free() {
    try (Closer parts = new Closer()) { // One that cannot be freed keeps no other.
      parts.add(writer);
      parts.add(picture);
      parts.add(capture);
    }
  }
}
