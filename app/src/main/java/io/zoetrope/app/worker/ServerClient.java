package io.zoetrope.app.worker;

import io.zoetrope.app.work.ServerRecord;
import io.zoetrope.core.driver.Secrets;
import io.zoetrope.tasks.result.ResultType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the server over HTTP. Any thread may call it; calls block. */
final class ServerClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** That a file takes long to send is no failure. */
  private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(10);

  /** What may be right a moment later: a key that has just changed, a server that starts. */
  private static final Set<Integer> PASSING = Set.of(401, 408, 429, 500, 502, 503, 504);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonMapper json = new JsonMapper();
  private final ServerFinder server;

  ServerClient(ServerFinder server) {
    this.server = server;
  }

  /** The address of something on the server, as it is reached now. */
  URI url(String path) throws IOException {
    return url(server.find(), path);
  }

  /** A camera's state; empty when the server has none of this name. */
  Optional<JsonNode> camera(String id) throws IOException, InterruptedException {
    HttpResponse<String> answer = get("api/cameras/" + id);
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(body(answer));
  }

  /** All cameras' states. */
  JsonNode cameras() throws IOException, InterruptedException {
    return body(get("api/cameras")).path("cameras");
  }

  /**
   * Hands over the file of a task.
   *
   * @throws RefusedException when the server does not want it; any other failure may pass
   */
  void upload(String taskId, ResultType type, Path file) throws IOException, InterruptedException {
    ServerRecord found = server.find();
    HttpRequest request =
        HttpRequest.newBuilder(url(found, "api/tasks/" + taskId + "/result"))
            .timeout(UPLOAD_PATIENCE)
            .header("Content-Type", type.mediaType())
            .header("Authorization", "Bearer " + found.key())
            .PUT(BodyPublishers.ofFile(file))
            .build();
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() / 100 == 2) {
      return;
    }
    String sentence = "The server did not take the file: " + reason(answer);
    throw PASSING.contains(answer.statusCode())
        ? new IOException(sentence)
        : new RefusedException(sentence);
  }

  /** The server has said no, and would say so again. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url(path)).timeout(PATIENCE).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new IOException(
          "The server at %s cannot be reached: nothing listens there."
              .formatted(Secrets.maskAddress(request.uri().resolve("/").toString())),
          e);
    }
  }

  private JsonNode body(HttpResponse<String> answer) throws IOException {
    try {
      if (answer.statusCode() == 200) {
        return json.readTree(answer.body());
      }
    } catch (JacksonException e) {
      // Said below.
    }
    throw new IOException("The server answers strangely: " + reason(answer));
  }

  private String reason(HttpResponse<String> answer) {
    try {
      JsonNode message = json.readTree(answer.body()).path("error").path("message");
      if (message.isString()) {
        return message.asString();
      }
    } catch (JacksonException e) {
      // Then the status has to do: it was somebody else's answer, such as a proxy's.
    }
    return "status " + answer.statusCode();
  }

  private static URI url(ServerRecord server, String path) {
    String base = server.url().toString();
    return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
  }
}
