package io.zoetrope.app.worker;

import io.zoetrope.app.presence.ServerRecord;
import io.zoetrope.automation.http.HttpSender;
import io.zoetrope.automation.http.HttpSender.Answer;
import io.zoetrope.core.secret.Secrets;
import io.zoetrope.tasks.result.ResultType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.FileEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the server over HTTP. Any thread may call it; calls block. */
final class ServerClient {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A slow upload is not a failure. */
  private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(10);

  /** May succeed a moment later: a key that has just changed, a server that is starting. */
  private static final Set<Integer> PASSING = Set.of(401, 408, 429, 500, 502, 503, 504);

  private static final int LONGEST_ANSWER_BYTES = 16 << 20;

  /** Knows where the server is at the moment. It may wait for a round trip. */
  @FunctionalInterface
  interface Finder {
    ServerRecord find() throws IOException;
  }

  private final HttpSender sender;
  private final JsonMapper json = new JsonMapper();
  private final Finder server;

  ServerClient(HttpSender sender, Finder server) {
    this.sender = sender;
    this.server = server;
  }

  /** Sends the requests of any number of clients. */
  static HttpSender newSender() {
    return new HttpSender(PATIENCE, LONGEST_ANSWER_BYTES);
  }

  URI url(String path) throws IOException {
    return url(server.find(), path);
  }

  Optional<JsonNode> camera(String id) throws IOException, InterruptedException {
    Answer answer = get("api/cameras/" + id);
    return answer.status() == 404 ? Optional.empty() : Optional.of(body(answer));
  }

  JsonNode cameras() throws IOException, InterruptedException {
    return body(get("api/cameras")).path("cameras");
  }

  /** Any failure but a {@link RefusedException} may pass. */
  void upload(String taskId, ResultType type, Path file) throws IOException, InterruptedException {
    ServerRecord found = server.find();
    URI url = url(found, "api/tasks/" + taskId + "/result");
    HttpUriRequestBase request = HttpSender.request("PUT", url);
    request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + found.key());
    request.setEntity(new FileEntity(file.toFile(), ContentType.parse(type.mediaType())));
    Answer answer = send(url, request, UPLOAD_PATIENCE);
    if (answer.status() / 100 == 2) {
      return;
    }
    String sentence = "The server did not take the file: " + reason(answer);
    throw PASSING.contains(answer.status())
        ? new IOException(sentence)
        : new RefusedException(sentence);
  }

  /** The server has refused, and would refuse again. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  private Answer get(String path) throws IOException, InterruptedException {
    URI url = url(path);
    return send(url, HttpSender.request("GET", url), PATIENCE);
  }

  private Answer send(URI url, HttpUriRequestBase request, Duration atMost)
      throws IOException, InterruptedException {
    try {
      return sender.send(request, atMost);
    } catch (ConnectException e) {
      throw new IOException(
          "The server at %s cannot be reached: nothing listens there."
              .formatted(Secrets.maskAddress(url.resolve("/").toString())),
          e);
    }
  }

  private JsonNode body(Answer answer) throws IOException {
    try {
      if (answer.status() == 200) {
        return json.readTree(answer.body());
      }
    } catch (JacksonException e) {
      // Said below.
    }
    throw new IOException("The server answers strangely: " + reason(answer));
  }

  private String reason(Answer answer) {
    try {
      JsonNode message = json.readTree(answer.body()).path("error").path("message");
      if (message.isString()) {
        return message.asString();
      }
    } catch (JacksonException e) {
      // Then the status has to do: it was somebody else's answer, such as a proxy's.
    }
    return "status " + answer.status();
  }

  private static URI url(ServerRecord server, String path) {
    String base = server.url().toString();
    return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
  }
}
