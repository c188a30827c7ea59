package io.zoetrope.drivers.rpicam;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in a sentence for people what the program's errors mean. */
final class RpicamFailure {
  /** In the order in which they are looked for. */
  private static final List<Map.Entry<String, String>> MEANINGS =
      List.of(
          Map.entry(
              "no cameras available",
              "there is no camera: is its cable in both sockets the right way round? (rpicam-hello --list-cameras shows those that are found)"),
          Map.entry(
              "selected camera is not available",
              "there is no camera of that number (rpicam-hello --list-cameras shows those that are found)"),
          Map.entry("in use by another process", "the camera is busy: another program has it open"),
          Map.entry("Device or resource busy", "the camera is busy: another program has it open"),
          Map.entry("failed to acquire camera", "the camera is busy: another program has it open"),
          Map.entry(
              "Permission denied", "this user may not open the camera: add it to the group video"));

  private RpicamFailure() {}

  static Optional<String> explain(List<String> lines) {
    return MEANINGS.stream()
        .filter(meaning -> lines.stream().anyMatch(line -> line.contains(meaning.getKey())))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
