package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.ReturnWatch;
import io.zoetrope.core.source.UriOptions;
import io.zoetrope.drivers.support.ExplainedSource;
import io.zoetrope.drivers.support.FileArrivals;
import io.zoetrope.drivers.v4l2.DeviceClaims.Claim;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.FfmpegInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * {@code v4l2:/dev/video0?size=1280x720&fps=30&format=mjpeg}: the JPEGs of a webcam as they are if
 * it makes any, else its raw pictures, encoded here.
 */
public final class V4l2Driver extends FfmpegDriver {
  private final LocalCameras cameras;
  private final FileArrivals arrivals = new FileArrivals();

  public V4l2Driver() {
    this(LocalCameras.ofThisMachine());
  }

  public V4l2Driver(LocalCameras cameras) {
    this.cameras = cameras;
  }

  @Override
  public Set<String> schemes() {
    return Set.of("v4l2");
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context)
      throws IOException, InterruptedException {
    Path place = place(uri);
    RequestedMode requested = RequestedMode.of(uri);
    LocalCamera camera = cameras.find(place);
    Claim claim = new Claim(LinuxSystem.real(place), context.cameraId());
    if (camera.busy()) {
      throw cameras.busy(place, claim);
    }
    CaptureMode mode = requested.choose(place, camera.formats());
    FrameSource ffmpeg = open(mode.input(place), context);
    cameras.claims().hold(claim);
    return new ExplainedSource(
        ffmpeg,
        (failure, delivered) -> explain(place, claim, failure, delivered),
        () -> cameras.claims().release(claim));
  }

  private IOException explain(Path place, Claim claim, IOException failure, boolean delivered) {
    if (delivered && !Files.exists(place)) {
      return new IOException("the camera %s was unplugged".formatted(place), failure);
    }
    try {
      return cameras.find(place).busy() ? cameras.busy(place, claim) : failure;
    } catch (IOException e) {
      return e;
    }
  }

  @Override
  public ReturnWatch watchForReturn(CameraUri uri, DriverContext context, Runnable returned) {
    return arrivals.watch(place(uri), returned);
  }

  @Override
  public Optional<CameraControls> controls(CameraUri uri, DriverContext context) {
    return Optional.of(new V4l2Controls(cameras, place(uri)));
  }

  /** As far as can be said without asking the camera. */
  @Override
  protected FfmpegInput input(CameraUri uri) {
    RequestedMode requested = RequestedMode.of(uri);
    return new CaptureMode(
            requested.format(), requested.size(), requested.rate().map(String::valueOf))
        .input(place(uri));
  }

  private static Path place(CameraUri uri) {
    if (uri.address().startsWith("/")) {
      return UriOptions.path(uri);
    }
    throw new BadCameraUriException(
        "v4l2: '%s' is not a device; write it as in v4l2:/dev/video0".formatted(uri.address()));
  }
}
