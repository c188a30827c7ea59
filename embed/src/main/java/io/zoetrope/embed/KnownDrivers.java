package io.zoetrope.embed;

import io.zoetrope.core.camera.DriverCamera;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraDrivers;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drivers for a program's cameras: those it gives, then those on the class path. One thread.
 */
final class KnownDrivers {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCameras.class);
  private static final String ADD_SOME =
      "add io.zoetrope:zoetrope-drivers to the class path, or give one with driver(…)";
  private static final String GIVE_ANOTHER =
      "give another's driver with driver(…); a program in one jar must keep all lines of its libraries' META-INF/services";

  private final List<CameraDriver> given = new ArrayList<>();
  private boolean commands;

  void add(CameraDriver driver) {
    DriverSearch.flawIn(driver)
        .ifPresent(flaw -> {
          throw new IllegalArgumentException(flaw);
        });
    given.add(driver);
  }

  void allowCommands() {
    commands = true;
  }

  /** Refuses a URI for which there is no driver, or that may not be used. */
  DriverCamera cameraAt(CameraUri uri) {
    Optional<String> refusal =
        Optional.of(
                "%s: runs a command on this machine: call allowCommands() first, if no stranger has a say in the camera's URI"
                    .formatted(uri.scheme()))
            .filter(_ -> !commands);
    DriverCamera camera = new DriverCamera(uri, driverFor(uri), refusal);
    try {
      camera.checkCommand();
    } catch (IOException e) {
      LOG.warn("{}: {}", uri.masked(), e.getMessage()); // It is asked again before it is opened.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return camera;
  }

  private CameraDriver driverFor(CameraUri uri) {
    CameraDrivers first = new CameraDrivers(given);
    if (first.schemes().contains(uri.scheme())) {
      return first.driverFor(uri);
    }
    DriverSearch found = DriverSearch.installed();
    List<CameraDriver> all = new ArrayList<>(given);
    all.addAll(found.drivers());
    CameraDrivers drivers = new CameraDrivers(all);
    if (!drivers.schemes().contains(uri.scheme())) {
      throw new BadCameraUriException(none(uri, drivers, found.faults()));
    }
    return drivers.driverFor(uri);
  }

  private static String none(CameraUri uri, CameraDrivers drivers, List<String> faults) {
    StringBuilder sentence = new StringBuilder();
    if (drivers.schemes().isEmpty()) {
      sentence.append("there is no driver for '%s': %s".formatted(uri, ADD_SOME));
    } else {
      sentence.append(
          "there is no camera of kind '%s:'; there are %s: - %s"
              .formatted(uri.scheme(), String.join(":, ", drivers.schemes()), GIVE_ANOTHER));
    }
    faults.forEach(fault -> sentence.append("; one driver cannot be used: ").append(fault));
    return sentence.toString();
  }
}
