package io.zoetrope.drivers.v4l2;

import java.nio.file.Path;
import java.util.List;

/**
 * A camera that is plugged in, or a program's.
 *
 * @param stable a name for it that stays the same, if there is one, else that of its node
 * @param node such as {@code /dev/video0}, which another camera may have tomorrow
 * @param formats in the order of the camera; empty when it could not be asked
 * @param holders who has it open, as far as this user may know
 * @param trouble why it delivers nothing at present, a sentence for people; empty if it may
 */
public record LocalCamera(
    Path stable,
    Path node,
    String card,
    List<OfferedFormat> formats,
    boolean busy,
    List<DeviceHolder> holders,
    String trouble) {

  public LocalCamera {
    formats = List.copyOf(formats);
    holders = List.copyOf(holders);
  }

  public String uri() {
    return "v4l2:" + stable;
  }

  public boolean isReadable() {
    return formats.stream().anyMatch(format -> format.name().isPresent());
  }
}
