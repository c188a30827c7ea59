package io.zoetrope.embed;

import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Cameras that show nothing and have controls, though none to set.
 *
 * @param listing is called with the camera when somebody asks for its controls
 */
record ControlsOnlyDriver(String scheme, Consumer<CameraUri> listing) implements CameraDriver {
  @Override
  public Set<String> schemes() {
    return Set.of(scheme);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    throw new IOException("there is nothing to see");
  }

  @Override
  public Optional<CameraControls> controls(CameraUri uri, DriverContext context) {
    return Optional.of(
        new CameraControls() {
          @Override
          public List<CameraControl> list() {
            listing.accept(uri);
            return List.of();
          }

          @Override
          public void set(String name, long value) {}
        });
  }
}
