package io.zoetrope.app;

import io.netty.buffer.PooledByteBufAllocator;
import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.CameraDriver;
import io.zoetrope.core.driver.CameraDrivers;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.frame.Envelope;
import io.zoetrope.core.frame.FrameFactory;
import io.zoetrope.core.frame.FrameFiles;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.drivers.ffmpeg.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Opens sources by their URIs. Any thread; opening blocks. */
public final class Sources {
  private final CameraDrivers drivers;
  private final Timekeeper time;
  private final Envelope envelope;
  private final FrameFiles files;
  private final Map<String, String> settings;

  /**
   * Finds the drivers on the class path.
   *
   * @param envelope goes around each picture
   * @param files for frames that go to many
   * @param ffmpeg to use instead of the bundled one
   */
  public Sources(Timekeeper time, Envelope envelope, FrameFiles files, Optional<Path> ffmpeg) {
    this.files = files;
    this.drivers = CameraDrivers.installed();
    this.time = time;
    this.envelope = envelope;
    this.settings =
        ffmpeg.map(path -> Map.of(FfmpegProgram.SETTING, path.toString())).orElse(Map.of());
  }

  /** Makes the frames of one camera. */
  public FrameFactory newFrames() {
    return new FrameFactory(PooledByteBufAllocator.DEFAULT, envelope, time, files);
  }

  /**
   * Looks for mistakes in the URI.
   *
   * @throws io.zoetrope.core.driver.BadCameraUriException when there is one
   */
  public void check(CameraUri uri) {
    drivers.driverFor(uri).check(uri, context(newFrames()));
  }

  /** Opens the source; the caller closes it. */
  public FrameSource open(CameraUri uri, FrameFactory frames)
      throws IOException, InterruptedException {
    CameraDriver driver = drivers.driverFor(uri);
    return driver.open(uri, context(frames));
  }

  /** Opens the source whenever it is told to, and knows what can be set about the camera. */
  SourceOpener opener(CameraUri uri, FrameFactory frames) {
    Optional<CameraControls> controls = drivers.driverFor(uri).controls(uri, context(frames));
    return new SourceOpener() {
      @Override
      public FrameSource open() throws IOException, InterruptedException {
        return Sources.this.open(uri, frames);
      }

      @Override
      public Optional<CameraControls> controls() {
        return controls;
      }
    };
  }

  private DriverContext context(FrameFactory frames) {
    return new DriverContext(frames, time, settings);
  }
}
