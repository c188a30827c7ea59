package io.zoetrope.app.browser;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What browsers must play of what cameras send, and in which way. */
final class PlaybackTable {

  private PlaybackTable() {}

  /** The message where this cannot be played; empty if it must play. */
  static Optional<String> cannot(
      BrowserEngine engine, PlaybackSource source, PlaybackMethod method) {
    if (!source.isH265() || method.isJpeg()) {
      return Optional.empty();
    }
    String noView = "sends H.265, and this view takes only";
    return switch (engine) {
      case CHROMIUM ->
          Optional.of(
              method == PlaybackMethod.MP4 ? "cannot play video/mp4; codecs=\"hvc1" : noView);
      case FIREFOX -> method == PlaybackMethod.WEBCODECS ? Optional.of(noView) : Optional.empty();
      case WEBKIT -> Optional.empty();
    };
  }

  /** As in the docs. */
  static String markdown() {
    String head =
        Arrays.stream(PlaybackMethod.values())
            .map(PlaybackMethod::title)
            .collect(Collectors.joining(" | ", "| source | ", " |\n"));
    String rule = "|---" + "|---".repeat(PlaybackMethod.values().length) + "|\n";
    return Arrays.stream(PlaybackSource.values())
        .map(PlaybackTable::row)
        .collect(Collectors.joining("\n", head + rule, "\n"));
  }

  private static String row(PlaybackSource source) {
    return Arrays.stream(PlaybackMethod.values())
        .map(method -> cell(source, method))
        .collect(Collectors.joining(" | ", "| " + source.title() + " | ", " |"));
  }

  private static String cell(PlaybackSource source, PlaybackMethod method) {
    String not =
        Arrays.stream(BrowserEngine.values())
            .filter(engine -> cannot(engine, source, method).isPresent())
            .map(BrowserEngine::title)
            .collect(Collectors.joining(", "));
    return not.isEmpty() ? "plays" : "not in " + not;
  }
}
