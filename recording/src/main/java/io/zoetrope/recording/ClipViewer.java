package io.zoetrope.recording;

import io.zoetrope.core.media.Frame;
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
import org.jspecify.annotations.Nullable;

/**
 * Puts pictures captured after this was made into the queue of a video. While the camera shows a
 * placeholder, the last picture before it stays. Shown pictures by any thread, which it never
 * holds; asked by one.
 */
final class ClipViewer implements Viewer {
  /** As much as the video itself may be late. */
  private static final DeliveryPolicy EVERY_PICTURE =
      new DeliveryPolicy.Queue(48 << 20, Duration.ofSeconds(5));

  private final PictureQueue queue;
  private final long madeNanos;
  private final long lengthMicros;
  // Guarded by this.
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
    synchronized (this) {
      if (frame.placeholder()) {
        interruptions += format != null && !interrupted && !complete ? 1 : 0;
        interrupted = true;
      } else if (frame.track().isVideo() && frame.capturedNanos() - madeNanos >= 0) {
        interrupted = false;
        record(frame);
      }
    }
    through.ready();
  }

  @Override
  public DeliveryPolicy policy() {
    return EVERY_PICTURE;
  }

  /** How many pictures were dropped before they came here. */
  synchronized int missed() {
    return missed;
  }

  @Override
  public synchronized void dropped(int frames) {
    missed += format == null || complete ? 0 : frames;
  }

  synchronized Optional<VideoFormat> awaitFirst(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toNanos(); format == null && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return Optional.ofNullable(format);
  }

  /** How EXIF says to turn the first picture, 1 to 8. */
  synchronized int orientation() {
    return orientation;
  }

  synchronized boolean isComplete() {
    return complete;
  }

  synchronized long firstNanos() {
    return firstNanos;
  }

  synchronized int interruptions() {
    return interruptions;
  }

  private void record(Frame frame) {
    if (format == null) {
      format = frame.videoFormat();
      orientation = orientation(frame);
      firstNanos = frame.capturedNanos();
      notifyAll();
    }
    long atMicros = TimeUnit.NANOSECONDS.toMicros(frame.capturedNanos() - firstNanos);
    if (atMicros >= lengthMicros) {
      complete = true;
    } else {
      queue.offer(TimedPicture.of(frame, atMicros));
    }
  }

  private static int orientation(Frame frame) {
    return JpegInspector.inspect(frame.data().nioBuffer()) instanceof Picture picture
        ? picture.orientation()
        : 1;
  }
}
