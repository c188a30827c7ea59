package io.zoetrope.app.cli;

import io.zoetrope.app.Sources;
import io.zoetrope.app.config.DriverConfig;
import io.zoetrope.app.config.Origin;
import io.zoetrope.base.Closer;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.CameraSystemBuilder;
import io.zoetrope.core.camera.DriverCamera;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SilenceTimer;
import io.zoetrope.ffmpeg.FfmpegDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one source that a command looks at. One thread. */
public final class OneSource implements AutoCloseable {

  private final ForeignCode driver = new ForeignCode("The camera's driver");
  private final ForeignCode closing = new ForeignCode("The camera's driver, in closing,");
  private final Closer parts;
  private final CameraSystem system;
  private final DriverCamera camera;
  private final Duration patience;
  private final Duration grace;
  private @Nullable FrameSource source;

  private OneSource(
      Closer parts, CameraSystem system, DriverCamera camera, Duration patience, Duration grace) {
    this.parts = parts;
    this.system = system;
    this.camera = camera;
    this.patience = patience;
    this.grace = grace;
  }

  /**
   * Has the driver look for mistakes in the URI. The grace is for anything but pictures.
   *
   * @param jpegOnly whether video is decoded
   */
  static OneSource prepare(
      CameraUri uri, DriverConfig drivers, boolean jpegOnly, Duration patience, Duration grace) {
    Closer parts = new Closer();
    try {
      Sources sources = parts.add(new Sources(drivers));
      CameraSystemBuilder made = sources.newSystem().transcoders(Optional.empty());
      if (jpegOnly) {
        made.setting(FfmpegDriver.JPEG_ONLY, "true");
      }
      CameraSystem system = parts.add(made.open());
      DriverCamera camera = sources.camera(uri, Origin.ELSEWHERE);
      var _ = camera.check(system.context(""));
      return new OneSource(parts, system, camera, patience, grace);
    } catch (Throwable e) {
      parts.close();
      throw e;
    }
  }

  /** Waits a while longer than the driver's own time-outs take. */
  public void open() throws IOException, InterruptedException {
    FrameSource opened =
        within(patience.plus(grace), () -> camera.open(system.context("")), FrameSource::close);
    source = opened;
    parts.add(() -> closeWithin(opened));
  }

  /** The caller releases the picture. */
  public Frame read() throws IOException, InterruptedException {
    return within(patience, opened()::read, Frame::release);
  }

  public String description() {
    return driver.getWithin(grace, () -> opened().description(), "");
  }

  public Optional<Boolean> passesThrough() {
    return driver.getWithin(grace, () -> opened().passesThrough(), Optional.empty());
  }

  /** Whether it sends sound, and never a picture. Once it has sent something. */
  public boolean isSoundOnly() {
    return driver
        .getWithin(grace, () -> opened().trackKinds(), Optional.<TrackKinds>empty())
        .filter(kinds -> !kinds.video())
        .isPresent();
  }

  @Override
  public void close() {
    parts.close();
  }

  /**
   * Runs on a thread of its own, since it may never return; then {@code late} gets what comes
   * later.
   */
  private <T> T within(Duration atMost, ForeignCode.Call<T> code, Consumer<T> late)
      throws IOException, InterruptedException {
    CompletableFuture<Outcome<T>> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("driver")
        .start(() -> {
          Thread reading = Thread.currentThread();
          var deadline =
              SilenceTimer.start(system.time(), atMost, () -> expired(reading, result, atMost));
          Outcome<T> outcome = ForeignCode.call(code);
          deadline.cancel();
          if (!result.complete(outcome) && outcome instanceof Returned<T>(T value)) {
            late.accept(value);
          }
        });
    return switch (outcome(result)) {
      case Returned<T>(T value) -> value;
      case Threw<T>(IOException failure) -> throw failure;
      case Threw<T>(InterruptedException interrupted) -> throw interrupted;
      case Threw<T>(BadCameraUriException refused) -> throw refused;
      case Threw<T>(Throwable broken) -> throw DriverCamera.failure(camera.uri(), broken);
    };
  }

  private <T> void expired(Thread reading, CompletableFuture<Outcome<T>> result, Duration atMost) {
    result.complete(
        new Threw<>(
            new IOException(
                "there is no picture within %d seconds".formatted(atMost.toSeconds()))));
    reading.interrupt();
  }

  private static <T> Outcome<T> outcome(CompletableFuture<Outcome<T>> result)
      throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new AssertionError("A call lets nothing through", e);
    }
  }

  private void closeWithin(FrameSource open) {
    boolean _ = closing.runWithin(grace, open::close);
  }

  private FrameSource opened() {
    if (source == null) {
      throw new IllegalStateException("It is not open");
    }
    return source;
  }
}
