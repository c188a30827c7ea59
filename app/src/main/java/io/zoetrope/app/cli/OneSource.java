package io.zoetrope.app.cli;

import io.zoetrope.app.Sources;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.frame.Envelope;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.FrameFiles;
import io.zoetrope.core.time.SystemTimekeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One source, opened for a command to look at. One thread. */
final class OneSource implements AutoCloseable {
  private final SystemTimekeeper time;
  private final FrameSource source;
  private final Duration patience;
  private volatile boolean timedOut;

  private OneSource(SystemTimekeeper time, FrameSource source, Duration patience) {
    this.time = time;
    this.source = source;
    this.patience = patience;
  }

  static OneSource open(CameraUri uri, Optional<Path> ffmpeg, Duration patience)
      throws IOException, InterruptedException {
    SystemTimekeeper time = new SystemTimekeeper();
    Sources sources = new Sources(time, Envelope.NONE, FrameFiles.none(), ffmpeg);
    try {
      sources.check(uri);
      return new OneSource(time, sources.open(uri, sources.newFrames()), patience);
    } catch (IOException | RuntimeException e) {
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
    time.close();
  }
}
