package io.zoetrope.drivers.v4l2;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The video devices in {@code /dev}, and their names. Any thread. */
final class DeviceFolder {
  /** Names of the first hold on to the camera, those of the second to the socket it is in. */
  private static final List<String> STABLE_NAMES = List.of("v4l/by-id", "v4l/by-path");

  private final Path dev;

  DeviceFolder(Path dev) {
    this.dev = dev;
  }

  List<Path> nodes() {
    List<Path> nodes = list(dev, "video[0-9]*");
    nodes.removeIf(node -> number(node) < 0);
    nodes.sort(Comparator.comparingInt(DeviceFolder::number));
    return nodes;
  }

  /** A name that the device has also after the next start of the machine, if there is one. */
  Path stableName(Path node) {
    for (String folder : STABLE_NAMES) {
      for (Path link : list(dev.resolve(folder), "*")) {
        if (isSame(link, node)) {
          return link;
        }
      }
    }
    return node;
  }

  private static List<Path> list(Path folder, String names) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, names)) {
      entries.forEach(found::add);
    } catch (IOException | DirectoryIteratorException e) {
      // Not there, as is usual where there is no camera.
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  private static boolean isSame(Path link, Path node) {
    try {
      return Files.isSameFile(link, node);
    } catch (IOException e) {
      return false;
    }
  }

  private static int number(Path node) {
    try {
      return Integer.parseInt(node.getFileName().toString().substring("video".length()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
