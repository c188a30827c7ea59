package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.drivers.rtsp.RtspInput.InterleavedPacket;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Requests to a camera and their responses, over one connection. One thread asks; any may send. */
final class RtspConversation {
  /** How long a camera may take to answer, or be silent. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final int MOST_ATTEMPTS = 3;

  private final RtspConnection connection;
  private final RtspLogin login;
  private final Timekeeper time;
  private final Consumer<InterleavedPacket> packets;
  private final AtomicInteger number = new AtomicInteger();
  private volatile String session = "";

  /**
   * @param packets takes those that come while an answer is awaited
   */
  RtspConversation(
      RtspConnection connection,
      RtspLogin login,
      Timekeeper time,
      Consumer<InterleavedPacket> packets) {
    this.connection = connection;
    this.login = login;
    this.time = time;
    this.packets = packets;
  }

  /** The id by which the camera knows our session; empty before it has begun. */
  void session(String id) {
    session = id;
  }

  /** Asks, with a login if the camera wants one, and waits for the response, whatever it is. */
  RtspMessage ask(String method, String url, String... fields) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int sent = send(method, url, fields);
      RtspMessage response = await(sent);
      if (response.status().orElse(0) != 401) {
        login.accepted();
        return response;
      }
      if (attempt == MOST_ATTEMPTS || !login.challenged(response.all("www-authenticate"))) {
        return response;
      }
    }
  }

  /** As the other, where only success will do. */
  RtspMessage demand(String method, String url, String... fields) throws IOException {
    RtspMessage response = ask(method, url, fields);
    demand(response);
    return response;
  }

  /** Refuses any response but a success. */
  void demand(RtspMessage response) throws IOException {
    int status = response.status().orElse(0);
    if (status / 100 != 2) {
      throw RtspFailure.ofStatus(status, login.isGiven());
    }
  }

  /** Sends a request whose response is not waited for. */
  int send(String method, String url, String... fields) throws IOException {
    int sent = number.incrementAndGet();
    List<String> lines = new ArrayList<>();
    lines.add("%s %s RTSP/1.0".formatted(method, url));
    lines.add("CSeq: " + sent);
    lines.add("User-Agent: Zoetrope");
    login.authorization(method, url).ifPresent(value -> lines.add("Authorization: " + value));
    if (!session.isEmpty()) {
      lines.add("Session: " + session);
    }
    lines.addAll(List.of(fields));
    StringBuilder request = new StringBuilder();
    // What the camera has said of itself may hold anything.
    lines.forEach(line -> request.append(line.replaceAll("\\p{Cntrl}", "")).append("\r\n"));
    connection.write(request.append("\r\n").toString());
    return sent;
  }

  private RtspMessage await(int sent) throws IOException {
    long deadline = time.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        switch (connection.next()) {
          case InterleavedPacket packet -> packets.accept(packet);
          case RtspMessage message -> {
            OptionalInt sequence = message.number("cseq");
            boolean ours = sequence.isEmpty() || sequence.getAsInt() == sent;
            if (message.status().isPresent() && ours) {
              return message;
            }
            answer(message);
          }
        }
      } catch (SocketTimeoutException e) {
        // The next look may find more.
      }
      if (time.nanoTime() - deadline > 0) {
        throw new IOException("the camera does not answer (timed out)");
      }
    }
  }

  /** Takes a message that nobody waits for: a request of the camera's, or a late response. */
  void answer(RtspMessage message) throws IOException {
    OptionalInt status = message.status();
    if (status.isPresent()) {
      if (status.getAsInt() == 454) {
        throw RtspFailure.ofStatus(454, true);
      }
      if (status.getAsInt() == 401) {
        login.challenged(message.all("www-authenticate")); // The next keep-alive has it.
      }
      return;
    }
    String method = message.startLine().split(" ", 2)[0].toUpperCase(Locale.ROOT);
    switch (method) {
      case "TEARDOWN" -> throw new EOFException("the camera has ended its stream");
      case "REDIRECT" ->
          throw new IOException("the camera sends us to another address while it streams");
      default -> {
        boolean known =
            List.of("OPTIONS", "GET_PARAMETER", "SET_PARAMETER", "ANNOUNCE").contains(method);
        Optional<String> sequence = message.field("cseq");
        connection.write(
            "RTSP/1.0 %s\r\nCSeq: %s\r\n\r\n"
                .formatted(
                    known ? "200 OK" : "501 Not Implemented",
                    sequence.orElse("0").replaceAll("\\D", "")));
      }
    }
  }
}
