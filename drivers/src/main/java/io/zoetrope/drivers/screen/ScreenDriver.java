package io.zoetrope.drivers.screen;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.FfmpegInput;
import java.io.IOException;
import java.util.Set;

/** {@code screen::0?fps=10}: an X11 desktop, part of it or a window; DISPLAY's by default. */
public final class ScreenDriver extends FfmpegDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("screen");
  }

  @Override
  protected FfmpegInput input(CameraUri uri) {
    return ScreenOptions.of(uri).input();
  }

  /** A window's number changes whenever it is reopened, so its title is looked up each time. */
  @Override
  public FrameSource open(CameraUri uri, DriverContext context)
      throws IOException, InterruptedException {
    ScreenOptions options = ScreenOptions.of(uri);
    return open(
        options.titled()
            ? options.input(Windows.find(options.display(), options.window()))
            : options.input(),
        context);
  }
}
