package io.zoetrope.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code zoetrope.yaml}. Every error names the file, the line, what is there and what was
 * expected; all errors are found in one reading.
 */
public final class ConfigFile {
  /** Nobody writes a larger one by hand. */
  private static final int LARGEST = 1 << 20;

  private ConfigFile() {}

  /**
   * The config is without what could not be read; the names are those of all cameras in the file.
   */
  public record Reading(Config config, Set<String> cameras, List<ConfigProblem> problems) {
    public Reading {
      cameras = Set.copyOf(cameras);
      problems = problems.stream().sorted().toList();
    }

    public Config orThrow() {
      if (!problems.isEmpty()) {
        throw new BadConfigException(problems);
      }
      return config;
    }
  }

  /** The overrides are those of the command line, by the full names of keys. */
  public static Reading read(
      Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
    ConfigDocument document =
        new ConfigDocument(
            file.map(Path::toString).orElse(""),
            new Variables(environment),
            new LinkedHashMap<>(overrides),
            new ArrayList<>());
    Settings root =
        Settings.root(
            document,
            Config.TABLE,
            file.flatMap(path -> YamlText.read(text(path), document)).orElseGet(List::of));
    if (root.in(CameraConfig.KEYS).isEmpty()) {
      document.overrides().put("cameras.demo", "slideshow:");
    }
    Config config = Config.read(root);
    Set<String> cameras = root.in(CameraConfig.KEYS).names();
    return new Reading(config, cameras, document.problems());
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new BadConfigException(
            "The configuration file %s is larger than 1 MB".formatted(file));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new BadConfigException("There is no configuration file " + file);
    } catch (CharacterCodingException e) {
      throw new BadConfigException(
          "The configuration file %s is not text in UTF-8".formatted(file));
    } catch (IOException e) {
      throw new BadConfigException(
          "The configuration file %s cannot be read: %s"
              .formatted(
                  file,
                  Files.isDirectory(file)
                      ? "it is a folder"
                      : e instanceof AccessDeniedException
                          ? "this user may not read it"
                          : String.valueOf(e.getMessage())));
    }
  }
}
