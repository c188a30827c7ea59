package io.zoetrope.drivers.screen;

import io.zoetrope.ffmpeg.program.ProgramOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds windows by their titles, as {@code xwininfo} lists them. Any thread. */
final class Windows {
  private static final Pattern LINE = Pattern.compile("\\s+(\\d+) \"(.*)\": \\(.*");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private Windows() {}

  private record Window(long number, String title) {}

  /** The number of the window with this title; if there is none, of one whose title contains it. */
  static long find(String display, String title) throws IOException, InterruptedException {
    List<Window> windows = new ArrayList<>();
    for (String line : list(display.replaceFirst("\\+.*", ""))) {
      Matcher window = LINE.matcher(line);
      if (window.matches()) {
        windows.add(new Window(Long.parseLong(window.group(1)), window.group(2)));
      }
    }
    return choose(windows, title)
        .orElseThrow(
            () -> new IOException("there is no window with the title '%s'".formatted(title)));
  }

  private static Optional<Long> choose(List<Window> windows, String title) {
    String wanted = title.toLowerCase(Locale.ROOT);
    return windows.stream()
        .filter(window -> window.title.toLowerCase(Locale.ROOT).contains(wanted))
        .min(Comparator.comparing(window -> !window.title.equals(title)))
        .map(Window::number);
  }

  private static List<String> list(String display) throws IOException, InterruptedException {
    ProgramOutput output =
        run(display).orElseThrow(() -> new IOException("the X display does not answer"));
    if (output.exitCode() != 0) {
      throw new IOException(
          output.text().contains("Authorization required")
                  || output.text().contains("No protocol specified")
              ? "this user may not look at that X display: set XAUTHORITY to the file with its key"
              : "there is no such X display, or this user may not look at it");
    }
    return output.text().lines().toList();
  }

  private static Optional<ProgramOutput> run(String display)
      throws IOException, InterruptedException {
    ProcessBuilder xwininfo =
        new ProcessBuilder("xwininfo", "-display", display, "-root", "-tree", "-int");
    xwininfo.environment().put("LC_ALL", "C.UTF-8");
    try {
      return ProgramOutput.of(xwininfo, TIMEOUT);
    } catch (IOException e) {
      throw new IOException(
          "a window is found by its title with xwininfo, which does not run here: install it (Debian: x11-utils), or give the window's number as in window=0x1400003",
          e);
    }
  }
}
