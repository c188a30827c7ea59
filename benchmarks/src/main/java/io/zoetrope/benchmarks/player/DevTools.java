package io.zoetrope.benchmarks.player;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands to a page of Chromium (the DevTools protocol). For one thread. */
final class DevTools implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Answers answers = new Answers();
  private final AtomicInteger lastId = new AtomicInteger();
  private final WebSocket socket;

  DevTools(HttpClient client, URI page) throws IOException {
    socket = wait(client.newWebSocketBuilder().buildAsync(page, answers), Duration.ofSeconds(10));
  }

  JsonNode call(String method, Map<String, Object> parameters, Duration patience)
      throws IOException {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = answers.expect(id);
    String command =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    var _ = wait(socket.sendText(command, true), patience);
    JsonNode answered = wait(answer, patience);
    if (answered.has("error") || answered.path("result").has("exceptionDetails")) {
      throw new IOException("Chromium could not do " + method + ": " + answered);
    }
    return answered.path("result");
  }

  /** The value of a JavaScript expression; a promise is awaited. */
  JsonNode evaluate(String expression, Duration patience) throws IOException {
    return call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true),
            patience)
        .path("result")
        .path("value");
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static <T> T wait(CompletableFuture<T> future, Duration patience) throws IOException {
    try {
      return future.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw new IOException("Chromium does not answer", e);
    }
  }

  private static final class Answers implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonNode>> expected = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();

    CompletableFuture<JsonNode> expect(int id) {
      CompletableFuture<JsonNode> answer = new CompletableFuture<>();
      expected.put(id, answer);
      return answer;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        CompletableFuture<JsonNode> answer = expected.remove(message.path("id").asInt());
        if (answer != null) {
          answer.complete(message);
        }
      }
      from.request(1);
      return null;
    }
  }
}
