package io.zoetrope.drivers.file;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.ReturnWatch;
import io.zoetrope.core.source.UriOptions;
import io.zoetrope.drivers.support.FileArrivals;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.FfmpegInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code file:PATH?loop=true}: a video file at its own speed, from its start at each opening. */
public final class FileDriver extends FfmpegDriver {
  private final FileArrivals arrivals = new FileArrivals();

  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public ReturnWatch watchForReturn(CameraUri uri, DriverContext context, Runnable returned) {
    return arrivals.watch(Path.of(uri.address()), returned);
  }

  @Override
  protected FfmpegInput input(CameraUri uri) throws IOException {
    boolean loop = UriOptions.of(uri, "loop").flag("loop", false);
    return FfmpegInput.recorded(
            // A playlist must not reach out into the network.
            List.of("file", "crypto", "data"),
            "file:" + readable(uri),
            "-re",
            "-stream_loop",
            loop ? "-1" : "0")
        .asItIs();
  }

  private static Path readable(CameraUri uri) throws IOException {
    if (uri.address().isEmpty()) {
      throw new BadCameraUriException("file: names no file; write it as in file:clip.mp4");
    }
    return UriOptions.readableFile("file", UriOptions.path(uri));
  }
}
