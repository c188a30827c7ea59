package io.zoetrope.core.camera;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceOpener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A device whose driver pays no heed to interrupts nor to being closed: opening, reading and
 * closing return when the test lets them.
 */
final class StubbornDevice implements SourceOpener {
  final Semaphore mayOpen = new Semaphore(0);
  final Semaphore mayRead = new Semaphore(0);
  final Semaphore mayClose = new Semaphore(0);
  final AtomicInteger timesOpened = new AtomicInteger();
  final AtomicInteger timesRead = new AtomicInteger();
  final AtomicInteger timesClosed = new AtomicInteger();
  final List<Frame> delivered = new CopyOnWriteArrayList<>();
  private volatile @Nullable FrameFactory frames;

  private StubbornDevice() {}

  /** A camera with this device; its frames are numbered together with the camera's placeholders. */
  CameraRig rig() {
    CameraRig rig = new CameraRig(this);
    frames = rig.device.frames();
    return rig;
  }

  /** One that is stubborn in reading alone. */
  static StubbornDevice inReading() {
    StubbornDevice device = new StubbornDevice();
    device.mayOpen.release(1000);
    device.mayClose.release(1000);
    return device;
  }

  static StubbornDevice inClosing() {
    StubbornDevice device = new StubbornDevice();
    device.mayOpen.release(1000);
    return device;
  }

  static StubbornDevice inOpening() {
    StubbornDevice device = new StubbornDevice();
    device.mayClose.release(1000);
    return device;
  }

  /** Lets go of everything, now and later. */
  void obeys() {
    mayOpen.release(1000);
    mayClose.release(1000);
    mayRead.release(1);
  }

  @Override
  public FrameSource open() {
    timesOpened.incrementAndGet();
    mayOpen.acquireUninterruptibly();
    return new Source("opening " + timesOpened.get());
  }

  private final class Source implements FrameSource {
    private final String picture;
    private final AtomicBoolean closed = new AtomicBoolean();

    Source(String picture) {
      this.picture = picture;
    }

    @Override
    public Frame read() {
      mayRead.acquireUninterruptibly();
      timesRead.incrementAndGet();
      try (FrameBuilder builder = Objects.requireNonNull(frames).begin(32)) {
        builder.buffer().writeBytes(picture.getBytes(StandardCharsets.UTF_8));
        Frame frame = builder.finish(new Jpeg(640, 360));
        delivered.add(frame);
        return frame;
      }
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        mayClose.acquireUninterruptibly();
        timesClosed.incrementAndGet();
      }
    }
  }
}
