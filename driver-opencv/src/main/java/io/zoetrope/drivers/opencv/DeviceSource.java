package io.zoetrope.drivers.opencv;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_videoio;

/** A camera that OpenCV opens by its number. One thread reads, any thread may close. */
final class DeviceSource implements FrameSource {
  /** A read that fails sooner has not waited for a picture. */
  private static final Duration WAITED = Duration.ofMillis(500);

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);

  private final int index;
  private final Capture capture;
  private final String description;

  private DeviceSource(int index, Capture capture) {
    this.index = index;
    this.capture = capture;
    this.description = capture.description();
  }

  static DeviceSource open(OpenCvOptions.Device device, FrameFactory frames) throws IOException {
    Path file = Path.of("/dev/video" + device.index());
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    if (linux && !Files.exists(file)) {
      throw new IOException(
          "there is no camera %d: %s does not exist".formatted(device.index(), file));
    }
    if (linux && !Files.isReadable(file)) {
      throw new IOException(
          "this user may not use %s; whoever is in its group may, which mostly is video"
              .formatted(file));
    }
    int backEnd = linux ? opencv_videoio.CAP_V4L2 : opencv_videoio.CAP_ANY;
    Capture capture =
        Capture.open(opening -> opening.open(device.index(), backEnd), device.quality(), frames)
            .orElseThrow(() ->
                new IOException(
                    "camera %d does not open: another program may be using it, or it delivers no pictures"
                        .formatted(device.index())));
    device
        .size()
        .ifPresent(size -> {
          capture.set(opencv_videoio.CAP_PROP_FRAME_WIDTH, size.width());
          capture.set(opencv_videoio.CAP_PROP_FRAME_HEIGHT, size.height());
        });
    device.fps().ifPresent(fps -> capture.set(opencv_videoio.CAP_PROP_FPS, fps));
    return new DeviceSource(device.index(), capture);
  }

  @Override
  public Frame read() throws IOException {
    long started = System.nanoTime();
    while (true) {
      long asked = System.nanoTime();
      Optional<Frame> frame = capture.read();
      if (frame.isPresent()) {
        return frame.get();
      }
      // OpenCV gives up after a second, so that closing need not wait for the camera.
      boolean atOnce = System.nanoTime() - asked < WAITED.toNanos();
      if (!capture.closed() && (atOnce || System.nanoTime() - started > MOST_PATIENCE.toNanos())) {
        throw new IOException(
            "camera %d delivers no pictures any more; is it still connected?".formatted(index));
      }
    }
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    capture.close();
  }
}
