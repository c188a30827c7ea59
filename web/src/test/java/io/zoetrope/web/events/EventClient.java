package io.zoetrope.web.events;

import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads events from a socket. Used by one thread. */
record EventClient(RawClient client, String head) implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  /** A block of lines; what an event does not have is empty. */
  record Event(String name, String id, String data) {
    JsonNode json() {
      return JSON.readTree(data);
    }

    int number() {
      return json().path("n").asInt();
    }
  }

  /** HTTP/1.0 has no chunks, so what comes are the events themselves. */
  static EventClient listening(ServerPair pair, String target, String... headers)
      throws IOException {
    return listening(pair.connect(), target, headers);
  }

  static EventClient listening(RawClient client, String target, String... headers)
      throws IOException {
    StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.0\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    client.send(request + "\r\n");
    return new EventClient(client, client.readHead());
  }

  /** The next block, whatever it is. */
  Event block() throws IOException {
    String text = new String(client.readUntil(END), StandardCharsets.UTF_8);
    return new Event(line(text, "event: "), line(text, "id: "), line(text, "data: "));
  }

  /** The next block that has data. */
  Event event() throws IOException {
    Event event = block();
    while (event.data().isEmpty()) {
      event = block();
    }
    return event;
  }

  /** The id that the stream begins with. */
  String start() throws IOException {
    return block().id();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static String line(String text, String start) {
    return Optional.of(text).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }
}
