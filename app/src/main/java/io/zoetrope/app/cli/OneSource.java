package io.zoetrope.app.cli;

import io.zoetrope.app.Sources;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.Origin;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.frame.Envelope;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.FrameFiles;
import io.zoetrope.core.time.SystemTimekeeper;
import java.io.IOException;
import java.time.Duration;

/** One source, opened for a command to look at. One thread. */
final class OneSource implements AutoCloseable {
  private final SystemTimekeeper time;
  private final Sources sources;
  private final FrameSource source;
  private final Duration patience;
  private volatile boolean timedOut;

  private OneSource(SystemTimekeeper time, Sources sources, FrameSource source, Duration patience) {
    this.time = time;
    this.sources = sources;
    this.source = source;
    this.patience = patience;
  }

  static OneSource open(CameraUri uri, Config config, Duration patience)
      throws IOException, InterruptedException {
    Sources sources;
    SystemTimekeeper time = new SystemTimekeeper();
    try {
      sources = new Sources(time, Envelope.NONE, FrameFiles.none(), config);
    } catch (RuntimeException e) {
      time.close();
      throw e;
    }
    try {
      sources.check(uri, Origin.ELSEWHERE);
      return new OneSource(
          time, sources, sources.open(uri, Origin.ELSEWHERE, sources.newFrames()), patience);
    } catch (IOException | RuntimeException e) {
      sources.close();
      time.close();
      throw e;
    }
  }

  /** The next picture, or an error when none comes in time. The caller releases it. */
  Frame read() throws IOException, InterruptedException {
    var deadline =
        time.after(
            patience,
            () -> {
              timedOut = true;
              Thread.startVirtualThread(source::close);
            });
    try {
      return source.read();
    } catch (IOException e) {
      throw timedOut
          ? new IOException(
              "there is no picture within %d seconds".formatted(patience.toSeconds()), e)
          : e;
    } catch (RuntimeException | LinkageError e) {
      throw Sources.failure(e);
    } finally {
      deadline.cancel();
    }
  }

  String description() {
    return source.description();
  }

  @Override
  public void close() {
    source.close();
    sources.close();
    time.close();
  }
}
