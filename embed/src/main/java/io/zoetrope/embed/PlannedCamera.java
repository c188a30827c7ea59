package io.zoetrope.embed;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.DriverCamera;
import io.zoetrope.core.source.BadCameraUriException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A camera that a program has named, from which one is made for each time that it builds them. */
@FunctionalInterface
interface PlannedCamera {
  /** Adds it. */
  void addTo(CameraSystem system, CameraSettings settings);

  /** One whose frames the program has. */
  static PlannedCamera own(CustomSource source) {
    return (system, settings) ->
        system.add(settings, "the program", context -> () -> source.open(context.frames()));
  }

  /** One by its URI; what is missing at present is logged. */
  static PlannedCamera of(DriverCamera camera) {
    Logger log = LoggerFactory.getLogger(LiveCameras.class);
    return (system, settings) -> {
      String id = settings.id();
      try {
        camera
            .check(system.context(id))
            .ifPresent(missing -> log.warn("Camera {}: {}", id, missing));
        system.add(settings, camera);
      } catch (BadCameraUriException e) {
        throw new IllegalArgumentException("Camera %s: %s".formatted(id, e.getMessage()), e);
      }
    };
  }
}
