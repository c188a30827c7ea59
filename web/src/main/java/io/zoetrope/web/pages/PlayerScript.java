package io.zoetrope.web.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The player as one module, so that pages elsewhere need one address and may keep a copy of it. Its
 * parts are modules that import each other; here each becomes a function that is called once, so
 * that its own names stay its own. Any thread.
 */
final class PlayerScript {
  static final String NAME = "zoetrope-camera.js";

  /** Each comes after those that it imports. */
  static final List<String> PARTS =
      List.of(
          "dom.js",
          "clock.js",
          "messages.js",
          "frame.js",
          "connection.js",
          "server.js",
          "surface.js",
          "jpeg.js",
          "webcodecs.js",
          "mse.js",
          "methods.js",
          "screen.js",
          "images.js",
          "delays.js",
          "views.js",
          "playback.js",
          "element.js");

  private static final String EXPORTS = "export { Server, ZoetropeCamera };\n";
  private static final Pattern IMPORT =
      Pattern.compile("^import [^;]*? from '\\./[^']+';\\R+", Pattern.MULTILINE);
  private static final Pattern EXPORT =
      Pattern.compile("^export (?=(?:class|const|(?:async )?function) (\\w+))", Pattern.MULTILINE);

  private PlayerScript() {}

  static PageFile load() {
    String script =
        PARTS.stream()
            .map(name -> asFunction(read(name)))
            .collect(Collectors.joining("\n", "", EXPORTS));
    return new PageFile(NAME, script.getBytes(UTF_8));
  }

  private static String asFunction(String part) {
    Matcher exports = EXPORT.matcher(IMPORT.matcher(part).replaceAll(""));
    String names =
        exports.results().map(export -> export.group(1)).collect(Collectors.joining(", "));
    return "const { %s } = (() => {\n%sreturn { %1$s };\n})();\n"
        .formatted(names, exports.replaceAll(""));
  }

  private static String read(String name) {
    try (InputStream in = PlayerScript.class.getResourceAsStream("player/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The player's part " + name + " is missing from the build");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
