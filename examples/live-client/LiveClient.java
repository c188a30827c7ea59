import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps the newest picture of each camera in a file: see docs/http.md, "Live". */
final class LiveClient implements WebSocket.Listener {
  private List<String> cameras = List.of();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  public static void main(String[] args) {
    LiveClient client = new LiveClient();
    client.cameras = List.of(args).subList(1, args.length);
    var http = HttpClient.newHttpClient();
    http.newWebSocketBuilder().buildAsync(URI.create(args[0]), client).join();
    System.out.println(client.ended.join());
  }

  @Override
  public void onOpen(WebSocket socket) {
    for (int view = 0; view < cameras.size(); view++) {
      String watch = "{\"type\": \"watch\", \"view\": %d, \"camera\": \"%s\", \"fps\": 5}";
      send(socket, watch.formatted(view, cameras.get(view)));
    }
    socket.request(1);
  }

  @Override // What the server says: clocks, states, formats and errors.
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      System.out.println(text);
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override // A frame: 24 bytes about it, and then the picture.
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
    while (part.hasRemaining()) {
      data.write(part.get());
    }
    if (last) {
      ByteBuffer frame = ByteBuffer.wrap(data.toByteArray());
      data.reset();
      int view = Short.toUnsignedInt(frame.getShort(0));
      try (var file = new FileOutputStream(cameras.get(view) + ".jpg")) {
        file.write(frame.array(), 24, frame.capacity() - 24);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      send(socket, "{\"type\": \"taken\", \"frames\": {\"%d\": %d}}".formatted(view, frame.getInt(4)));
    }
    socket.request(1);
    return null;
  }

  @Override // Reconnect here, if the code is 1001 or 1006.
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    ended.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    ended.complete("the connection broke off: " + error.getMessage());
  }

  private synchronized void send(WebSocket socket, String message) {
    sent = sent.thenCompose(_ -> socket.sendText(message, true)); // One after the other.
  }
}
