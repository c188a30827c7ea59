package io.zoetrope.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The text of a configuration file. An address that needs quotes and has none is reported and read
 * as if it had them, so that the rest of the file is checked too. Used by one thread.
 */
final class YamlText {
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();
  static final int DEEPEST = 50;
  private static final int MOST_REPAIRS = 100;

  private static final String KEY = "([\\w-]+|'[^']*'|\"[^\"]*\"):[ \\t]+";

  /** An address that is only its scheme, inside braces or alone on its line. */
  private static final Pattern BARE_SCHEME =
      Pattern.compile(KEY + "([A-Za-z][A-Za-z0-9+.-]*:)(?=[ \\t]*(?:[,}]|#|$))");

  /** A value with a colon followed by a blank, or with a colon at its end, up to a comment. */
  private static final Pattern HOLDS_COLON =
      Pattern.compile(
          "^[ \\t]*"
              + KEY
              + "([^ \\t'\"\\[{#|>&*!%@`].*?:(?:[ \\t].*?)??)(?=[ \\t]*(?:[ \\t]#.*)?$)");

  private static final Pattern VARIABLE_IN_BRACES =
      Pattern.compile("\\{.*" + KEY + "([A-Za-z][A-Za-z0-9+.-]*:[^'\"]*\\$\\{)");

  private static final Pattern BEGINS_WITH_SIGN =
      Pattern.compile("^[ \\t]*" + KEY + "([\\[{%@`&*!])");

  private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+:)(?![ \\t]).*");

  private final ConfigDocument document;
  private String text;

  private YamlText(ConfigDocument document, String text) {
    this.document = document;
    this.text = text;
  }

  /** Its keys and values; empty when it cannot be read, which is reported then. */
  static Optional<List<NodeTuple>> read(String text, ConfigDocument document) {
    YamlText reader = new YamlText(document, text);
    for (int repairs = 0; repairs < MOST_REPAIRS; repairs++) {
      try {
        return reader.compose();
      } catch (MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(Mark::getLine).orElse(0);
        if (!reader.repair(line)) {
          reader.reportBroken(line, e.getProblem());
          return Optional.empty();
        }
      } catch (ReaderException e) {
        reader.reportCharacter();
        return Optional.empty();
      } catch (RuntimeException e) {
        // A parser of foreign text may fail in ways that nobody has thought of.
        document.report(1, "not valid YAML: " + e.getMessage());
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<List<NodeTuple>> compose() {
    if (isNestedTooDeeply()) {
      return Optional.empty();
    }
    ParserImpl events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    Optional<Node> root = new Composer(SETTINGS, events).getSingleNode();
    if (root.isEmpty()) {
      return Optional.of(List.of());
    }
    if (root.get() instanceof MappingNode mapping) {
      return Optional.of(mapping.getValue());
    }
    document.report(1, "expected keys and values, such as cameras:");
    return Optional.empty();
  }

  /** Reports what would need a stack deeper than ours: the composer calls itself for each level. */
  private boolean isNestedTooDeeply() {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        document.report(
            event.getStartMark().map(Mark::getLine).orElse(0) + 1,
            "lists and keys are nested more than %d deep".formatted(DEEPEST));
        return true;
      }
    }
    return false;
  }

  /** Puts a value in quotes that needs some; false if this line, counted from zero, has none. */
  private boolean repair(int number) {
    List<String> lines = text.lines().toList();
    if (number >= lines.size()) {
      return false;
    }
    String line = lines.get(number);
    for (Pattern pattern : List.of(HOLDS_COLON, BARE_SCHEME)) {
      Matcher found = pattern.matcher(line);
      if (found.find()) {
        document.report(number + 1, advice(found.group(1), found.group(2)));
        String quoted = "'" + found.group(2).replace("'", "''") + "'";
        List<String> repaired = new ArrayList<>(lines);
        repaired.set(
            number, line.substring(0, found.start(2)) + quoted + line.substring(found.end(2)));
        text = String.join("\n", repaired);
        return true;
      }
    }
    return false;
  }

  /** Shows only the part of the value that cannot be secret. */
  private static String advice(String key, String value) {
    Matcher address = ADDRESS.matcher(value);
    if (!address.matches()) {
      return "a value with a colon goes in quotes: %s: '…'".formatted(key);
    }
    String scheme = address.group(1);
    return "put the address in quotes: %s: '%s'"
        .formatted(key, scheme.equals(value) ? scheme : scheme + "…");
  }

  private void reportBroken(int number, String problem) {
    String line = text.lines().skip(number).findFirst().orElse("");
    Matcher variable = VARIABLE_IN_BRACES.matcher(line);
    Matcher sign = BEGINS_WITH_SIGN.matcher(line);
    if (variable.find()) {
      document.report(
          number + 1,
          "put the address in quotes, since it holds braces: %s: '…'".formatted(variable.group(1)));
    } else if (sign.find()) {
      document.report(
          number + 1,
          "not valid YAML: %s; a text that begins with %s goes in quotes: %s: '…'"
              .formatted(problem, sign.group(2), sign.group(1)));
    } else {
      document.report(number + 1, "not valid YAML: " + problem);
    }
  }

  private void reportCharacter() {
    int line = 1;
    for (int character : text.codePoints().toArray()) {
      if (!StreamReader.isPrintable(character)) {
        document.report(
            line,
            "the character U+%04X is here, which is not text: is this a configuration file?"
                .formatted(character));
        return;
      }
      line += character == '\n' ? 1 : 0;
    }
    document.report(1, "not valid YAML: a character that is not text");
  }
}
