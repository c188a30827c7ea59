package io.zoetrope.recording;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.picture.JpegInspection.Picture;
import io.zoetrope.picture.JpegInspector;
import io.zoetrope.recording.video.PictureQueue;
import io.zoetrope.recording.video.TimedPicture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts a camera's pictures into the queue of a video, with the times at which they were captured.
 * Shown pictures by any thread, which it never holds; asked by one.
 *
 * <p>The video begins with the first picture that was captured after this was made. While the
 * camera shows a placeholder, the last picture before it stays.
 */
final class ClipViewer implements Viewer {
  /** As much as the video itself may be late. */
  private static final DeliveryPolicy EVERY_PICTURE =
      new DeliveryPolicy.Queue(48 << 20, Duration.ofSeconds(5));

  private final PictureQueue queue;
  private final long madeNanos;
  private final long lengthMicros;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private @Nullable VideoFormat format;
  private int orientation = 1;
  private long firstNanos;
  private int missed;
  private int interruptions;
  private boolean interrupted;
  private boolean complete;

  ClipViewer(PictureQueue queue, long madeNanos, Duration length) {
    this.queue = queue;
    this.madeNanos = madeNanos;
    this.lengthMicros = TimeUnit.NANOSECONDS.toMicros(length.toNanos());
  }

  @Override
  public void show(Frame frame, Subscription through) {
    lock.lock();
    try {
      if (frame.placeholder()) {
        interruptions += format != null && !interrupted && !complete ? 1 : 0;
        interrupted = true;
      } else if (frame.track().isVideo() && frame.capturedNanos() - madeNanos >= 0) {
        interrupted = false;
        record(frame);
      }
    } finally {
      lock.unlock();
    }
    through.ready();
  }

  @Override
  public DeliveryPolicy policy() {
    return EVERY_PICTURE;
  }

  /** How many pictures were dropped before they came here. */
  int missed() {
    lock.lock();
    try {
      return missed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void dropped(int frames) {
    lock.lock();
    try {
      missed += format == null || complete ? 0 : frames;
    } finally {
      lock.unlock();
    }
  }

  /** What the first picture is like; waits a while for it. */
  Optional<VideoFormat> awaitFirst(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (format == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      return Optional.ofNullable(format);
    } finally {
      lock.unlock();
    }
  }

  /** How EXIF says to turn the first picture, 1 to 8. */
  int orientation() {
    lock.lock();
    try {
      return orientation;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a picture has come from beyond the end. */
  boolean isComplete() {
    lock.lock();
    try {
      return complete;
    } finally {
      lock.unlock();
    }
  }

  /** When the first picture was captured. */
  long firstNanos() {
    lock.lock();
    try {
      return firstNanos;
    } finally {
      lock.unlock();
    }
  }

  /** How often the camera has failed while it was recorded. */
  int interruptions() {
    lock.lock();
    try {
      return interruptions;
    } finally {
      lock.unlock();
    }
  }

  private void record(Frame frame) {
    if (format == null) {
      format = frame.videoFormat();
      orientation = orientation(frame);
      firstNanos = frame.capturedNanos();
      changed.signalAll();
    }
    long atMicros = TimeUnit.NANOSECONDS.toMicros(frame.capturedNanos() - firstNanos);
    if (atMicros >= lengthMicros) {
      complete = true;
    } else if (frame.format() instanceof Jpeg) {
      queue.offer(TimedPicture.of(frame, atMicros));
    }
  }

  private static int orientation(Frame frame) {
    return JpegInspector.inspect(frame.data().nioBuffer()) instanceof Picture picture
        ? picture.orientation()
        : 1;
  }
}
