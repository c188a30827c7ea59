package io.zoetrope.app.browser;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** WebDriver BiDi: commands to a browser, and its events. One thread calls. */
final class BidiSocket implements AutoCloseable, WebSocket.Listener {
  private static final long PATIENCE_SECONDS = 30;

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final List<JsonObject> events = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable WebSocket socket;

  private BidiSocket() {}

  static BidiSocket connect(String address) {
    BidiSocket bidi = new BidiSocket();
    bidi.socket =
        bidi.client
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), bidi)
            .orTimeout(PATIENCE_SECONDS, SECONDS)
            .join();
    return bidi;
  }

  /** Gives a command and waits for its result. */
  JsonObject call(String method, JsonObject parameters) {
    long id = lastId.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    JsonObject command =
        new JsonObject().put("id", id).put("method", method).put("params", parameters);
    var _ = requireNonNull(socket).sendText(command.encode(), true).join();
    JsonObject answered = answer.orTimeout(PATIENCE_SECONDS, SECONDS).join();
    if (!answered.getString("type").equals("success")) {
      throw new AssertionError(command + " fails: " + answered);
    }
    return answered.getJsonObject("result");
  }

  /** The events of this kind so far. */
  List<JsonObject> events(String method) {
    return events.stream()
        .filter(event -> event.getString("method").equals(method))
        .map(event -> event.getJsonObject("params"))
        .toList();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      JsonObject message = new JsonObject(text.toString());
      text.setLength(0);
      CompletableFuture<JsonObject> answer =
          message.getLong("id") == null ? null : waiting.remove(message.getLong("id"));
      if (answer != null) {
        answer.complete(message);
      } else {
        events.add(message);
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
