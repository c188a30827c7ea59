package io.zoetrope.core;

import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.overlay.OverlayText;
import java.util.Optional;

/**
 * A camera's name, timings and overlay: everything except where its frames come from.
 *
 * @param overlay what is written over its pictures; where nothing can do that, it does not open
 */
public record CameraSettings(
    CameraName name, CameraTimings timings, Optional<OverlayText> overlay) {

  /** Of a camera with the usual timings and no overlay, shown by its id. */
  public static CameraSettings of(String id) {
    return of(id, CameraTimings.STANDARD);
  }

  /** Of a camera without an overlay, shown by its id. */
  public static CameraSettings of(String id, CameraTimings timings) {
    return new CameraSettings(new CameraName(id), timings, Optional.empty());
  }

  /** What it is called within its program or server. */
  public String id() {
    return name.id();
  }
}
