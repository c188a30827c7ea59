package io.zoetrope.testing;

import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.driver.CameraControl;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.ReturnWatch;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A camera under the test's control: it opens, fails and shows pictures when it is told to. Any
 * thread may call it.
 */
public final class FakeCamera implements SourceOpener {
  private final AtomicInteger timesOpened = new AtomicInteger();
  private final AtomicInteger timesClosed = new AtomicInteger();
  private final BlockingDeque<Step> script = new LinkedBlockingDeque<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Supplier<IOException> openingFault;
  private volatile @Nullable FakeControls controls;
  private volatile boolean awaitsStep;
  private volatile @Nullable FrameFactory frames;

  /** As one of the cameras of a system, which makes its frames. */
  public SourceOpener in(DriverContext context) {
    frames = context.frames();
    return this;
  }

  /** What makes this camera's frames. */
  public FrameFactory frames() {
    return Objects.requireNonNull(frames, "it is in no system");
  }

  /** Makes every opening fail for this reason from now on, until {@link #opensAgain()}. */
  public void failsToOpen(String reason) {
    failsToOpen(() -> new IOException(reason));
  }

  /** As above, with failures of another type. */
  public void failsToOpen(Supplier<IOException> failure) {
    openingFault = failure;
  }

  public void opensAgain() {
    openingFault = null;
  }

  /** How many wait for its return. */
  public int watchers() {
    return watchers.size();
  }

  /** Says to all who wait for it that it may be back. */
  public void saysThatItIsBack() {
    watchers.forEach(Runnable::run);
  }

  @Override
  public ReturnWatch watchForReturn(Runnable returned) {
    watchers.add(returned);
    return () -> watchers.remove(returned);
  }

  /** Gives the camera these controls. */
  public FakeControls hasControls(CameraControl... all) {
    FakeControls made = new FakeControls(all);
    controls = made;
    return made;
  }

  @Override
  public Optional<CameraControls> controls() {
    return Optional.ofNullable(controls);
  }

  /** Lets the open source deliver these bytes as its next picture. */
  public void shows(byte[] jpeg, int width, int height) {
    shows(jpeg, Track.only(new Jpeg(width, height)));
  }

  /** Lets the open source deliver a picture that is only as real as the core needs it. */
  public void shows(String content) {
    shows(content.getBytes(StandardCharsets.UTF_8), 640, 360);
  }

  /**
   * Lets the open source deliver a key frame of H.264 that is only as real as the core needs it.
   */
  public void showsVideo(String content) {
    ParameterSet any = ParameterSet.of((byte) 0x67);
    shows(content.getBytes(StandardCharsets.UTF_8), Track.only(new H264(640, 360, any, any)));
  }

  private void shows(byte[] data, Track track) {
    script.add(new Step(Optional.of(new Picture(data, track)), Optional.empty()));
  }

  /** Lets the open source fail for this reason. */
  public void fails(String reason) {
    fails(new IOException(reason));
  }

  /** As above, with a failure of another type. */
  public void fails(IOException failure) {
    script.add(new Step(Optional.empty(), Optional.of(failure)));
  }

  /** Whether all that was asked for has been delivered, and what was delivered been dealt with. */
  public boolean awaitsNext() {
    return awaitsStep && script.isEmpty();
  }

  public int timesOpened() {
    return timesOpened.get();
  }

  public int timesClosed() {
    return timesClosed.get();
  }

  public boolean isOpen() {
    return timesOpened.get() > timesClosed.get();
  }

  @Override
  public FrameSource open() throws IOException {
    Supplier<IOException> fault = openingFault;
    if (fault != null) {
      throw fault.get();
    }
    timesOpened.incrementAndGet();
    return new Source();
  }

  @SuppressWarnings("ArrayRecordComponent") // Private, and never compared.
  private record Picture(byte[] data, Track track) {}

  private record Step(Optional<Picture> picture, Optional<IOException> fault) {}

  private final class Source implements FrameSource {
    private volatile boolean closed;

    @Override
    public Frame read() throws IOException, InterruptedException {
      Step step = nextStep();
      // One that was stopped must not eat what is meant for the source opened after it.
      if (closed || Thread.currentThread().isInterrupted()) {
        script.addFirst(step);
        throw new IOException("closed");
      }
      if (step.fault().isPresent()) {
        throw step.fault().get();
      }
      Picture picture = step.picture().orElseThrow();
      try (FrameBuilder builder = frames().begin(picture.data().length)) {
        builder.buffer().writeBytes(picture.data());
        return builder.finish(picture.track(), true, builder.capturedNanos());
      }
    }

    private Step nextStep() throws InterruptedException {
      awaitsStep = true;
      try {
        return script.take();
      } finally {
        awaitsStep = false;
      }
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        timesClosed.incrementAndGet();
      }
    }
  }
}
