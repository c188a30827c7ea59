package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** For any thread. Asks a server of this project, on a connection that is closed at once. */
public record ServerApi(URI root) {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The states of all cameras, and how many frames were shown to all their viewers. */
  public record CameraStates(List<String> states, long frames) {

    public boolean allIdle() {
      return states.stream().allMatch("idle"::equals);
    }

    static CameraStates of(JsonNode answer) {
      List<JsonNode> cameras = answer.path("cameras").valueStream().toList();
      return new CameraStates(
          cameras.stream().map(camera -> camera.path("state").asString()).toList(),
          cameras.stream().mapToLong(camera -> camera.path("frames").asLong()).sum());
    }
  }

  public static ServerApi of(RunningServer server) {
    return new ServerApi(server.stream().resolve("/"));
  }

  public CameraStates cameras() throws IOException {
    return CameraStates.of(ask("GET", "/api/cameras", ""));
  }

  /** Returns when all cameras are closed. */
  public void awaitIdle() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    while (!cameras().allIdle()) {
      if (System.nanoTime() > deadline) {
        throw new ServerException("a camera stays open although nobody watches");
      }
      rest(1);
    }
  }

  public static void rest(int seconds) throws IOException {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** What the server answers, in JSON. */
  public JsonNode ask(String method, String target, String body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) root.resolve(target).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setRequestMethod(method);
    if (!body.isEmpty()) {
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream answer = connection.getInputStream()) {
      return JSON.readTree(answer);
    } finally {
      connection.disconnect();
    }
  }
}
