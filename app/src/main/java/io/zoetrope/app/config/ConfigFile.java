package io.zoetrope.app.config;

import io.zoetrope.app.log.LogLevel;
import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.overlay.OverlayText;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.web.hosts.FrameAncestors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads {@code zoetrope.yaml}.
 *
 * <p>Every error names the file, the line, what is there and what was expected; all errors are
 * found in one reading.
 */
public final class ConfigFile {
  static final List<String> KEYS =
      Stream.of(
              List.of("server", "cameras", "ffmpeg", "rpicam", "plugins"),
              TaskSections.KEYS,
              CatalogSection.KEYS,
              List.of("log"))
          .flatMap(List::stream)
          .toList();
  static final List<String> SERVER_KEYS =
      List.of("host", "port", "renditions", "url", "names", "embed");
  static final List<String> LOG_KEYS = List.of("level");
  static final List<String> CAMERA_KEYS = List.of("source", "name", "linger", "overlay");

  /** A larger one was not written by a person. */
  private static final int LARGEST = 1 << 20;

  private final Variables variables;

  /**
   * Makes a reader.
   *
   * @param environment expands {@code ${NAME}}
   */
  public ConfigFile(Map<String, String> environment) {
    this.variables = new Variables(environment);
  }

  /**
   * Reads the whole file.
   *
   * @throws BadConfigException when there is no such file, or it is not text
   */
  public ConfigReading read(Path file) {
    ConfigDocument document = new ConfigDocument(file.toString(), variables);
    Optional<YamlMapping> root = YamlText.read(text(file), document);
    Config config = root.map(ConfigFile::config).orElse(Config.STANDARD);
    Set<String> cameras = new LinkedHashSet<>();
    root.flatMap(keys -> keys.mapping("cameras")).ifPresent(all -> cameras.addAll(all.keys()));
    return new ConfigReading(config, cameras, document.problems());
  }

  private static Config config(YamlMapping root) {
    root.allowOnly(KEYS);
    Config config =
        Config.STANDARD
            .withServer(server(root.mapping("server")))
            .withCameras(cameras(root.mapping("cameras")))
            .withWork(TaskSections.read(root))
            .withCatalog(CatalogSection.read(root))
            .withLogLevel(logLevel(root.mapping("log")));
    Optional<Path> ffmpeg = root.path("ffmpeg");
    if (ffmpeg.isPresent()) {
      config = config.withFfmpeg(ffmpeg.get());
    }
    Optional<Path> rpicam = root.path("rpicam");
    if (rpicam.isPresent()) {
      config = config.withRpicam(rpicam.get());
    }
    Optional<Path> plugins = root.path("plugins");
    return plugins.isPresent() ? config.withPlugins(plugins.get()) : config;
  }

  private static ServerConfig server(Optional<YamlMapping> section) {
    if (section.isEmpty()) {
      return ServerConfig.STANDARD;
    }
    YamlMapping server = section.get();
    server.allowOnly(SERVER_KEYS);
    return new ServerConfig(
        server.text("host").orElse(ServerConfig.STANDARD.host()),
        server.integer("port", 0, 65_535).orElse(ServerConfig.STANDARD.port()),
        server.integer("renditions", 0, 1000).orElse(ServerConfig.STANDARD.renditions()),
        server.address("url").flatMap(url -> server.checked("url", () -> HttpUrls.parse(url))),
        server
            .texts("names")
            .flatMap(names -> server.checked("names", () -> ServerConfig.hosts(names)))
            .orElse(ServerConfig.STANDARD.hosts()),
        server
            .texts("embed")
            .flatMap(pages -> server.checked("embed", () -> FrameAncestors.of(pages)))
            .orElse(ServerConfig.STANDARD.embed()));
  }

  private static LogLevel logLevel(Optional<YamlMapping> section) {
    section.ifPresent(log -> log.allowOnly(LOG_KEYS));
    return section
        .flatMap(log -> log.text("level").flatMap(name -> log.checked("level", () -> level(name))))
        .orElse(Config.STANDARD.logLevel());
  }

  private static LogLevel level(String name) {
    return LogLevel.of(name)
        .orElseThrow(() ->
            new BadConfigException(
                "'%s' is not a log level; expected %s".formatted(name, LogLevel.EXPECTED)));
  }

  private static List<CameraConfig> cameras(Optional<YamlMapping> section) {
    List<CameraConfig> cameras = new ArrayList<>();
    section.ifPresent(all -> all.keys().forEach(id -> camera(all, id).ifPresent(cameras::add)));
    return cameras;
  }

  private static Optional<CameraConfig> camera(YamlMapping all, String id) {
    if (all.isScalar(id)) {
      return camera(all, id, new CameraName(id), CameraConfig.STANDARD_LINGER, Optional.empty());
    }
    return all.mapping(id)
        .flatMap(camera -> {
          camera.allowOnly(CAMERA_KEYS);
          return camera(
              camera,
              "source",
              name(camera, id),
              camera.duration("linger").orElse(CameraConfig.STANDARD_LINGER),
              overlay(camera));
        });
  }

  private static Optional<CameraConfig> camera(
      YamlMapping place,
      String key,
      CameraName name,
      Duration linger,
      Optional<OverlayText> overlay) {
    place.require(key, "the camera has no source");
    return place
        .address(key)
        .flatMap(source ->
            place.checked(
                key,
                () ->
                    new CameraConfig(
                        name,
                        CameraUri.parse(source),
                        linger,
                        overlay,
                        Origin.CONFIGURATION_FILE,
                        Optional.of(place.place(key)))));
  }

  private static CameraName name(YamlMapping camera, String id) {
    Optional<String> given = camera.isNull("name") ? Optional.of("") : camera.text("name");
    return given
        .flatMap(shown -> camera.checked("name", () -> new CameraName(id, shown)))
        .orElseGet(() -> new CameraName(id));
  }

  private static Optional<OverlayText> overlay(YamlMapping camera) {
    return camera
        .text("overlay")
        .filter(given -> !given.equals("false"))
        .flatMap(given -> camera.checked("overlay", () -> overlay(given)));
  }

  private static OverlayText overlay(String given) {
    try {
      return given.equals("true") ? OverlayText.NAME_AND_TIME : new OverlayText(given);
    } catch (IllegalArgumentException e) {
      throw new BadConfigException(
          "%s; expected true, false, or a text such as '{name} {time}'".formatted(e.getMessage()));
    }
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
