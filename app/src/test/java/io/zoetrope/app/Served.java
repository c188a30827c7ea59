package io.zoetrope.app;

import io.zoetrope.app.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The whole server in this process, on a free port, with these cameras. */
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
    return again(0, cameras);
  }

  /** Serves cameras on the port of a server that is gone. */
  public static Served again(int port, String... cameras) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("server.port", String.valueOf(port));
    settings.put("database", "none");
    for (String camera : cameras) {
      String[] parts = camera.split("=", 2);
      settings.put("cameras." + parts[0], parts[1]);
    }
    return of(settings);
  }

  /** With these settings; by default on a free port and in its own folder. */
  public static Served of(Map<String, String> given) throws IOException {
    Path folder = Files.createTempDirectory("zoetrope-served");
    Map<String, String> settings = new LinkedHashMap<>(given);
    settings.putIfAbsent("server.port", "0");
    settings.putIfAbsent("data", folder.resolve("data").toString());
    return new Served(folder, Zoetrope.start(Config.of(settings)));
  }

  public static Served of(Config config) throws IOException {
    return new Served(Files.createTempDirectory("zoetrope-served"), Zoetrope.start(config));
  }

  public int port() {
    return zoetrope.port();
  }

  /** The absolute URL of a path without its leading slash. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + "/" + path;
  }

  /** The response's body as text. */
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
}
