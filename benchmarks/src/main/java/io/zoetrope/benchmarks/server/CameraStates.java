package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server says of its cameras: their states, and the pictures shown to all viewers. */
public record CameraStates(List<String> states, long pictures) {
  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern FRAMES = Pattern.compile("\"frames\"\\s*:\\s*(\\d+)");
  private static final int PATIENCE_MILLIS = 10_000;

  public static CameraStates of(RunningServer server) throws IOException {
    URI list = server.stream().resolve("/api/cameras");
    HttpURLConnection connection = (HttpURLConnection) list.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } finally {
      connection.disconnect();
    }
  }

  static CameraStates parse(String json) {
    Matcher frames = FRAMES.matcher(json);
    long pictures = 0;
    while (frames.find()) {
      pictures += Long.parseLong(frames.group(1));
    }
    return new CameraStates(
        STATE.matcher(json).results().map(found -> found.group(1)).toList(), pictures);
  }

  public boolean allIdle() {
    return states.stream().allMatch("idle"::equals);
  }
}
