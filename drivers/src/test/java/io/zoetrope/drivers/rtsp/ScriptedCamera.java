package io.zoetrope.drivers.rtsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * An RTSP server on loopback that answers as a test wants, whether that is right or not; by default
 * it has one stream of H.264. Any thread may close it.
 */
final class ScriptedCamera implements AutoCloseable {
  static final String SETS = "Z0LAHtkAoC/5cBEAAAMAAQAAAwAwDxYuSA==,aMuDyyA=";
  static final String VIDEO =
      "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
          + "a=fmtp:96 packetization-mode=1;sprop-parameter-sets="
          + SETS
          + "\r\n"
          + "a=control:trackID=0\r\n";

  /** What to answer to a request: lines, or nothing at all; a body may follow an empty line. */
  @FunctionalInterface
  interface Answer {
    String to(RtspMessage request) throws IOException;
  }

  /** What follows the answer to PLAY. */
  @FunctionalInterface
  interface Sender {
    void send(OutputStream out) throws Exception;
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<RtspMessage> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new HashMap<>();
  private Sender stream = out -> {};

  ScriptedCamera() throws IOException {
    on("OPTIONS", _ -> ok("Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER"));
    describedAs(VIDEO);
    on("SETUP", request -> ok("Session: 7", "Transport: " + request.field("transport").orElse("")));
    on("PLAY", _ -> ok());
    on("GET_PARAMETER", _ -> ok());
    on("TEARDOWN", _ -> ok());
  }

  ScriptedCamera on(String method, Answer answer) {
    answers.put(method, answer);
    return this;
  }

  ScriptedCamera describedAs(String media, String... fields) {
    return on("DESCRIBE", _ -> described(media, fields));
  }

  ScriptedCamera sending(Sender sent) {
    stream = sent;
    return this;
  }

  ScriptedCamera start() {
    Thread.ofVirtual().start(this::accept);
    return this;
  }

  static String ok(String... fields) {
    StringBuilder answer = new StringBuilder("RTSP/1.0 200 OK");
    Stream.of(fields)
        .filter(each -> !each.isEmpty())
        .forEach(each -> answer.append("\r\n").append(each));
    return answer.toString();
  }

  static String described(String media, String... fields) {
    String body = "v=0\r\ns=door\r\n" + media;
    return ok(fields)
        + "\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body);
  }

  String uri() {
    return "rtsp://127.0.0.1:%d/live".formatted(server.getLocalPort());
  }

  int port() {
    return server.getLocalPort();
  }

  List<RtspMessage> requests() {
    return requests;
  }

  /** Of those requests, as in {@code SETUP rtsp://…}. */
  List<String> asked(String method) {
    return requests.stream()
        .map(request -> request.startLine().replace(" RTSP/1.0", ""))
        .filter(line -> line.startsWith(method + " "))
        .toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      OutputStream out = socket.getOutputStream();
      while (true) {
        RtspMessage request = RtspMessage.parse(head(in));
        requests.add(request);
        String method = request.startLine().split(" ")[0];
        if (request.status().isPresent()) {
          continue;
        }
        String answer = answers.getOrDefault(method, _ -> "RTSP/1.0 501 No").to(request);
        if (!answer.isEmpty()) {
          write(out, withSequence(answer, request.field("cseq").orElse("")));
        }
        if (method.equals("PLAY")) {
          Thread.ofVirtual().start(() -> play(socket, out));
        }
      }
    } catch (IOException e) {
      // The client has left, as it may.
    }
  }

  private void play(Socket socket, OutputStream out) {
    try {
      stream.send(out);
    } catch (Exception e) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  static void write(OutputStream out, String text) throws IOException {
    synchronized (out) {
      out.write(text.getBytes(ISO_8859_1));
    }
  }

  /** Behind the first line; an answer without a body gets its empty line. */
  private static String withSequence(String answer, String sequence) {
    String whole = answer.contains("\r\n\r\n") ? answer : answer.stripTrailing() + "\r\n\r\n";
    return whole.replaceFirst("\r\n", "\r\nCSeq: " + sequence + "\r\n");
  }

  /** Reports that the client sends in between are left out. */
  private static String head(DataInputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (true) {
      int octet = in.readUnsignedByte();
      if (octet == '$' && head.size() == 0) {
        in.readUnsignedByte();
        in.skipNBytes(in.readUnsignedShort());
        continue;
      }
      head.write(octet);
      String text = head.toString(ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        return text.strip();
      }
    }
  }
}
