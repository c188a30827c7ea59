package io.zoetrope.benchmarks.churn;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request of the churn. Immutable.
 *
 * @param path as the router knows it
 * @param target what is asked for there
 * @param body what is sent with it, or nothing
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Route(String path, String method, String target, List<String> headers, byte[] body) {
  private static final String SNAPSHOT =
      "{\"kind\": \"snapshot\", \"payload\": {\"camera\": \"bench1\"}}";

  static Route get(String path, String target, String... headers) {
    return new Route(path, "GET", target, List.of(headers), new byte[0]);
  }

  static Route get(String path) {
    return get(path, path);
  }

  static Route json(String method, String path, String target, String body) {
    return new Route(
        path,
        method,
        target,
        List.of("Content-Type: application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Every route of the router. The first camera is a slideshow, the second is published to.
   *
   * @param done the id of a task that is done, and has a file
   * @param waiting the id of a task that is not due
   */
  static List<Route> all(String done, String waiting, byte[] picture) {
    return List.of(
        get("/"),
        get("/", "/?action=stream"),
        get("/", "/?action=snapshot"),
        get("/", "/?asset=zoetrope.css"),
        get("/index.html"),
        get("/favicon.ico"),
        get("/tasks"),
        get("/events"),
        get("/publish/:id", "/publish/bench2"),
        get("/zoetrope-camera.js"),
        get("/assets/:name", "/assets/zoetrope.js"),
        get("/video_feed"),
        get("/stream"),
        get("/snapshot"),
        get("/state"),
        get("/healthz"),
        get("/cameras/:id/stream.mjpg", "/cameras/bench1/stream.mjpg"),
        get("/cameras/:id/stream.mjpg", "/cameras/bench1/stream.mjpg?fps=5"),
        get("/cameras/:id/stream.mjpg", "/cameras/bench2/stream.mjpg"),
        get("/cameras/:id/stream.mp4", "/cameras/bench1/stream.mp4"),
        get("/cameras/:id/snapshot.jpg", "/cameras/bench1/snapshot.jpg"),
        get("/cameras/:id/snapshot.jpg", "/cameras/bench2/snapshot.jpg"),
        get("/cameras/:id/publish", "/cameras/bench2/publish"),
        body("POST", "/cameras/:id/publish", "/cameras/bench2/publish", picture),
        body("PUT", "/cameras/:id/publish", "/cameras/bench2/publish", picture),
        body("POST", "/cameras/:id/publish", "/cameras/bench1/publish", picture),
        get("/api/live"),
        get(
            "/api/live",
            "/api/live",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
        get("/api/cameras"),
        get("/api/cameras/:id", "/api/cameras/bench1"),
        get("/api/cameras/:id", "/api/cameras/nothing"),
        get("/api/cameras/:id/controls", "/api/cameras/bench1/controls"),
        json("PUT", "/api/cameras/:id/controls", "/api/cameras/bench1/controls", "{\"a\": 1}"),
        get("/api/tasks"),
        json("POST", "/api/tasks", "/api/tasks", SNAPSHOT),
        json("POST", "/api/tasks", "/api/tasks", nested(600)),
        get("/api/tasks/:id", "/api/tasks/" + done),
        get("/api/tasks/:id", "/api/tasks/" + waiting + "?wait=30s"),
        json("DELETE", "/api/tasks/:id", "/api/tasks/" + done, ""),
        get("/api/tasks/:id/result", "/api/tasks/" + done + "/result"),
        get("/api/tasks/:id/result", "/api/tasks/" + done + "/result", "Range: bytes=10-99"),
        body("PUT", "/api/tasks/:id/result", "/api/tasks/" + done + "/result", picture),
        get("/api/events"),
        get("/api/events", "/api/events?last_event_id=1-0"),
        get("/api/events.html"),
        get("/api/events.csv"),
        get("/api/events.ndjson", "/api/events.ndjson?limit=100"),
        get("/api/events.json"),
        get("/api/tasks.html"),
        get("/api/tasks.csv", "/api/tasks.csv", "Accept-Encoding: gzip"),
        get("/api/tasks.ndjson"),
        get("/api/tasks.json"));
  }

  boolean hasBody() {
    return body.length > 0;
  }

  /** The head of the request, as it is sent. */
  String head(String host) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host);
    headers.forEach(header -> head.append("\r\n").append(header));
    if (hasBody()) {
      head.append("\r\nContent-Length: ").append(body.length);
    }
    return head.append("\r\n\r\n").toString();
  }

  private static Route body(String method, String path, String target, byte[] picture) {
    return new Route(path, method, target, List.of("Content-Type: image/jpeg"), picture);
  }

  private static String nested(int levels) {
    return SNAPSHOT.replace(
        "\"bench1\"", "\"bench1\", \"x\": " + "[".repeat(levels) + "]".repeat(levels));
  }
}
