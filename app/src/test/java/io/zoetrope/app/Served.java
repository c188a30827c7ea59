package io.zoetrope.app;

import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.CatalogConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.ServerConfig;
import io.zoetrope.core.source.CameraUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The whole server in this process, on a free port, with the cameras named. */
public final class Served implements AutoCloseable {
  private final Path folder;
  private final Zoetrope zoetrope;
  private final HttpClient client = HttpClient.newHttpClient();

  private Served(Path folder, Zoetrope zoetrope) {
    this.folder = folder;
    this.zoetrope = zoetrope;
  }

  /** Serves cameras given as {@code ID=URI}. */
  public static Served cameras(String... cameras) throws IOException {
    return as(ServerConfig.STANDARD, cameras);
  }

  /** As above, of these settings, on a free port, and in a folder of its own unless one is set. */
  public static Served of(Config config) throws IOException {
    return start(config.withServer(config.server().withPort(0)));
  }

  private static Served start(Config config) throws IOException {
    Path folder = Files.createTempDirectory("zoetrope-served");
    Config inFolder =
        config.work().folder().given()
            ? config
            : config.withWork(config.work().withData(folder.resolve("data")));
    return new Served(folder, Zoetrope.start(inFolder));
  }

  /** As {@link #cameras}, from a server like this on a free port. */
  public static Served as(ServerConfig server, String... cameras) throws IOException {
    return with(server.withPort(0), cameras);
  }

  /** Serves cameras on the port of a server that is gone. */
  public static Served again(int port, String... cameras) throws IOException {
    return with(ServerConfig.STANDARD.withPort(port), cameras);
  }

  private static Served with(ServerConfig server, String... cameras) throws IOException {
    List<CameraConfig> all = Arrays.stream(cameras).map(Served::camera).toList();
    return start(
        Config.STANDARD
            .withServer(server)
            .withCatalog(CatalogConfig.STANDARD.withDatabase(CatalogConfig.NONE))
            .withCameras(all));
  }

  public int port() {
    return zoetrope.port();
  }

  /** The absolute URL of a path without its leading slash. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + "/" + path;
  }

  /** The answer's body as text. */
  public String get(String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(url(path))).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    client.shutdownNow();
    zoetrope.close();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CameraConfig camera(String text) {
    String[] parts = text.split("=", 2);
    return new CameraConfig(parts[0], CameraUri.parse(parts[1]));
  }
}
