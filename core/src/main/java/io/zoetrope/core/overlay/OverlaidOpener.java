package io.zoetrope.core.overlay;

import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.ReturnWatch;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.io.IOException;
import java.util.Optional;

/**
 * Opens a camera with a text over its pictures. Where there is no transcoder, or it fails, the
 * camera does not open, and says why.
 *
 * @param camera opens the camera itself
 * @param frames makes the camera's frames
 */
public record OverlaidOpener(
    SourceOpener camera,
    String cameraName,
    OverlayText text,
    Optional<TranscoderProvider> transcoders,
    FrameFactory frames)
    implements SourceOpener {

  @Override
  public FrameSource open() throws IOException, InterruptedException {
    return OverlaidSource.open(camera, cameraName, text, transcoders, frames);
  }

  @Override
  public ReturnWatch watchForReturn(Runnable returned) {
    return camera.watchForReturn(returned);
  }

  @Override
  public Optional<CameraControls> controls() {
    return camera.controls();
  }
}
