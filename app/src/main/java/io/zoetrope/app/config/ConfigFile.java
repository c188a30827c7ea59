package io.zoetrope.app.config;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.rendition.OverlayText;
import io.zoetrope.web.http.FrameAncestors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code zoetrope.yaml}.
 *
 * <p>Every error names the file, the line, what stands there and what was expected.
 */
public final class ConfigFile {
  static final List<String> KEYS =
      Stream.of(
              List.of("server", "cameras", "ffmpeg", "rpicam", "plugins"),
              WorkSections.KEYS,
              CatalogSection.KEYS)
          .flatMap(List::stream)
          .toList();
  static final List<String> SERVER_KEYS =
      List.of("host", "port", "renditions", "url", "names", "embed");
  static final List<String> CAMERA_KEYS = List.of("source", "linger", "overlay");

  private final Map<String, String> environment;

  /**
   * Makes a reader.
   *
   * @param environment expands {@code ${NAME}}
   */
  public ConfigFile(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads the whole file.
   *
   * @throws BadConfigException when there is anything in it that cannot be right
   */
  public Config read(Path file) {
    YamlMapping root = YamlMapping.parse(file.toString(), text(file), environment);
    root.allowOnly(KEYS);
    Config config =
        Config.STANDARD
            .withServer(server(root.mapping("server")))
            .withCameras(cameras(root.mapping("cameras")))
            .withWork(WorkSections.read(root))
            .withCatalog(CatalogSection.read(root));
    Optional<String> ffmpeg = root.text("ffmpeg");
    if (ffmpeg.isPresent()) {
      config = config.withFfmpeg(Path.of(ffmpeg.get()));
    }
    Optional<String> rpicam = root.text("rpicam");
    if (rpicam.isPresent()) {
      config = config.withRpicam(Path.of(rpicam.get()));
    }
    Optional<String> plugins = root.text("plugins");
    return plugins.isPresent() ? config.withPlugins(Path.of(plugins.get())) : config;
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
        server.text("url").map(url -> server.checked("url", () -> HttpUrls.parse(url))),
        server.checked("names", () -> ServerConfig.hosts(server.texts("names").orElse(List.of()))),
        server.checked("embed", () -> FrameAncestors.of(server.texts("embed").orElse(List.of()))));
  }

  private static List<CameraConfig> cameras(Optional<YamlMapping> section) {
    List<CameraConfig> cameras = new ArrayList<>();
    section.ifPresent(all -> all.keys().forEach(id -> cameras.add(camera(all, id))));
    return cameras;
  }

  private static CameraConfig camera(YamlMapping all, String id) {
    if (all.isScalar(id)) {
      return camera(
          all, id, all.text(id).orElse(""), id, CameraConfig.STANDARD_LINGER, Optional.empty());
    }
    YamlMapping camera =
        all.mapping(id).orElseThrow(() -> all.error(id, "expected the camera's URI"));
    camera.allowOnly(CAMERA_KEYS);
    String source =
        camera.text("source").orElseThrow(() -> all.error(id, "the camera has no source"));
    Duration linger = camera.duration("linger").orElse(CameraConfig.STANDARD_LINGER);
    return camera(camera, id, source, "source", linger, overlay(camera));
  }

  private static CameraConfig camera(
      YamlMapping place,
      String id,
      String source,
      String key,
      Duration linger,
      Optional<OverlayText> overlay) {
    try {
      return new CameraConfig(
          id, CameraUri.parse(source), linger, overlay, Origin.CONFIGURATION_FILE);
    } catch (BadConfigException | BadCameraUriException e) {
      throw place.error(key, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<OverlayText> overlay(YamlMapping camera) {
    Optional<String> text = camera.text("overlay").filter(given -> !given.equals("false"));
    try {
      return text.map(
          given -> given.equals("true") ? OverlayText.NAME_AND_TIME : new OverlayText(given));
    } catch (IllegalArgumentException e) {
      throw camera.error(
          "overlay",
          "%s; expected true, false, or a text such as '{name} {time}'".formatted(e.getMessage()));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new BadConfigException("There is no configuration file " + file);
    } catch (IOException e) {
      throw new BadConfigException(
          "The configuration file %s cannot be read as UTF-8 text".formatted(file));
    }
  }
}
