package com.example.plot;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * {@code plot:FILE?fps=2}: draws a number that changes as a moving curve: a temperature, the load
 * of the machine, whatever stands first in the file.
 */
public final class PlotDriver implements CameraDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("plot");
  }

  @Override
  public void check(CameraUri uri, DriverContext context) {
    if (uri.address().isEmpty()) {
      throw new BadCameraUriException("plot: names no file; write it as in plot:/proc/loadavg");
    }
    framesPerSecond(uri);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    PlotSource source =
        new PlotSource(Path.of(uri.address()), framesPerSecond(uri), context.frames());
    source.readValue(); // a file that is not there, or holds no number, shows at once
    return source;
  }

  private static double framesPerSecond(CameraUri uri) {
    String text = uri.options().getOrDefault("fps", "2");
    try {
      double rate = Double.parseDouble(text);
      if (rate >= 0.1 && rate <= 30) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a rate out of bounds.
    }
    throw new BadCameraUriException(
        "plot: the option fps is '%s', but should be a number from 0.1 to 30".formatted(text));
  }
}
