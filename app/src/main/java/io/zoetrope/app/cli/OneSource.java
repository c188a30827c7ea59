package io.zoetrope.app.cli;

import io.zoetrope.app.Sources;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.Origin;
import io.zoetrope.base.Closer;
import io.zoetrope.core.camera.DriverGuard;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.SilenceTimer;
import io.zoetrope.core.frame.Envelope;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.FrameFiles;
import io.zoetrope.core.time.SystemTimekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One source, for a command to look at. One thread. */
final class OneSource implements AutoCloseable {
  private final Closer parts;
  private final SystemTimekeeper time;
  private final Sources sources;
  private final CameraUri uri;
  private final Duration patience;
  private @Nullable FrameSource source;
  private volatile boolean timedOut;

  private OneSource(
      Closer parts, SystemTimekeeper time, Sources sources, CameraUri uri, Duration patience) {
    this.parts = parts;
    this.time = time;
    this.sources = sources;
    this.uri = uri;
    this.patience = patience;
  }

  /**
   * Finds the driver and looks for mistakes in the URI.
   *
   * @param patience how long to wait for each picture
   * @throws io.zoetrope.core.driver.BadCameraUriException when there is a mistake
   */
  static OneSource prepare(CameraUri uri, Config config, Duration patience) {
    Closer parts = new Closer();
    try {
      SystemTimekeeper time = parts.add(new SystemTimekeeper());
      Sources sources = parts.add(new Sources(time, Envelope.NONE, FrameFiles.none(), config));
      var _ = sources.check(uri, Origin.ELSEWHERE);
      return new OneSource(parts, time, sources, uri, patience);
    } catch (Throwable e) {
      parts.close();
      throw e;
    }
  }

  void open() throws IOException, InterruptedException {
    source = parts.add(sources.open(uri, Origin.ELSEWHERE, sources.newFrames()));
  }

  /** The next picture, or an error when none comes in time. The caller releases it. */
  Frame read() throws IOException, InterruptedException {
    FrameSource open = opened();
    var deadline =
        SilenceTimer.start(
            time,
            patience,
            () -> {
              timedOut = true;
              Thread.startVirtualThread(open::close);
            });
    try {
      return open.read();
    } catch (IOException e) {
      throw timedOut
          ? new IOException(
              "there is no picture within %d seconds".formatted(patience.toSeconds()), e)
          : e;
    } catch (RuntimeException | Error e) {
      throw DriverGuard.failure(uri, e);
    } finally {
      deadline.cancel();
    }
  }

  String description() {
    return opened().description();
  }

  Optional<Boolean> passesThrough() {
    return opened().passesThrough();
  }

  @Override
  public void close() {
    parts.close();
  }

  private FrameSource opened() {
    if (source == null) {
      throw new IllegalStateException("It is not open");
    }
    return source;
  }
}
