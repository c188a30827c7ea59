package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.ControlRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A webcam's controls, over a descriptor for each call: others may stream meanwhile. Any thread.
 */
record V4l2Controls(LocalCameras cameras, Path place) implements CameraControls {

  @Override
  public List<CameraControl> list() throws IOException {
    try (OpenDevice device = cameras.open(place)) {
      return new ControlQuery(device).all().stream().map(ControlQuery.Found::control).toList();
    } catch (SystemCallException e) {
      throw cameras.explain(place, e);
    }
  }

  @Override
  public void set(String name, long value) throws IOException {
    try (OpenDevice device = cameras.open(place)) {
      ControlQuery.Found found =
          new ControlQuery(device)
              .all().stream()
                  .filter(candidate -> candidate.control().name().equals(name))
                  .findFirst()
                  .orElseThrow(() ->
                      new ControlRefusedException(
                          "the camera %s has no control %s".formatted(place, name)));
      set(device, found, value);
    } catch (SystemCallException e) {
      throw cameras.explain(place, e);
    }
  }

  private static void set(OpenDevice device, ControlQuery.Found found, long value)
      throws IOException {
    try {
      device.ask(Ioctl.S_CTRL, argument -> argument.put("id", found.id()).put("value", value));
    } catch (SystemCallException e) {
      if (e.is(SystemCallException.ENODEV)) {
        throw e;
      }
      String name = found.control().name();
      throw new ControlRefusedException(
          found.control().inactive()
              ? "the camera does not take %s, as an automatic decides it: turn that off first"
                  .formatted(name)
              : "the camera does not take %d for %s (%s)".formatted(value, name, e.getMessage()));
    }
  }
}
