package io.zoetrope.app.cli.devices;

import io.zoetrope.app.cli.ShellWord;
import io.zoetrope.drivers.v4l2.DeviceHolder;
import io.zoetrope.drivers.v4l2.LocalCamera;
import io.zoetrope.drivers.v4l2.OfferedFormat;
import io.zoetrope.drivers.v4l2.OfferedSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The cameras of this machine, for a person with a terminal of 80 columns. */
final class DeviceReport {
  private static final int COLUMNS = 80;

  private static final Pattern WORDS_OF_A_LINE =
      Pattern.compile("(.{1,%d}|\\S+)(?: |$)".formatted(COLUMNS - 2));

  private static final List<String> NONE =
      List.of(
          "No camera is plugged into this machine, as far as Linux knows (/dev/video*).",
          "",
          "  A USB webcam           is it plugged in, and does lsusb show it?",
          "  In a container         is the device handed in (docker run --device /dev/video0)?",
          "  A Raspberry Pi camera  is not listed here; its URI is rpicam:0",
          "  What OpenCV can open   is not listed here either; its URI is opencv:0",
          "  A camera in the network has a URI such as rtsp://user:password@192.0.2.7/stream1");

  private DeviceReport() {}

  static List<String> of(List<LocalCamera> cameras) {
    if (cameras.isEmpty()) {
      return NONE;
    }
    List<String> lines = new ArrayList<>();
    for (LocalCamera camera : cameras) {
      lines.addAll(of(camera));
      lines.add("");
    }
    if (cameras.stream().anyMatch(LocalCamera::isReadable)) {
      lines.add("What one delivers: zoetrope probe URI");
      lines.add("To serve it:       zoetrope serve --camera NAME=URI");
    }
    return lines;
  }

  private static List<String> of(LocalCamera camera) {
    List<String> lines = new ArrayList<>();
    lines.add(
        camera.card().isEmpty()
            ? camera.node().toString()
            : "%s (%s)".formatted(camera.card(), camera.node()));
    if (!camera.trouble().isEmpty()) {
      lines.addAll(wrapped(camera.trouble()));
      return lines;
    }
    if (!camera.isReadable()) {
      lines.addAll(
          wrapped(
              "delivers only what FFmpeg cannot read; the camera of a Raspberry Pi is opened with rpicam:0"));
      return lines;
    }
    lines.add("  URI       " + ShellWord.of(camera.uri()));
    if (camera.busy()) {
      lines.add("  busy      " + busy(camera.holders()));
    }
    // Some have two codes of V4L2 for what FFmpeg calls by one name.
    Map<String, OfferedFormat> byName = new LinkedHashMap<>();
    for (OfferedFormat format : camera.formats()) {
      format.name().ifPresent(name -> byName.merge(name, format, OfferedFormat::with));
    }
    byName.values().stream().map(DeviceReport::of).forEach(lines::add);
    return lines;
  }

  private static String busy(List<DeviceHolder> holders) {
    return holders.isEmpty()
        ? "a program of another user has it open"
        : holders.stream().map(DeviceHolder::toString).collect(Collectors.joining(", "))
            + (holders.size() == 1 ? " has it open" : " have it open");
  }

  /** One line, with as many sizes as it holds, and always the smallest. */
  private static String of(OfferedFormat format) {
    String start = "  %-9s ".formatted(format.name().orElse(""));
    if (format.scaledUpTo().isPresent()) {
      return start + "any size up to " + format.scaledUpTo().get();
    }
    List<String> sizes = format.sizes().stream().map(DeviceReport::of).toList();
    String whole = start + String.join("  ", sizes);
    for (int shown = sizes.size() - 2; shown > 0 && whole.length() > COLUMNS; shown--) {
      whole =
          "%s%s  …  %s  (%d sizes)"
              .formatted(
                  start, String.join("  ", sizes.subList(0, shown)), sizes.getLast(), sizes.size());
    }
    return whole;
  }

  /** As in {@code 1280x720@30}, with the highest of its rates. */
  private static String of(OfferedSize offered) {
    return offered.rates().isEmpty()
        ? offered.size().toString()
        : offered.size() + "@" + offered.rates().getFirst();
  }

  private static List<String> wrapped(String sentence) {
    return WORDS_OF_A_LINE.matcher(sentence).results().map(line -> "  " + line.group(1)).toList();
  }
}
