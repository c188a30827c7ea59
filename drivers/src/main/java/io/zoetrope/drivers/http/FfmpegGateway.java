package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.base.ForeignCode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy on loopback through which one FFmpeg reads one camera, so that logins,
 * certificates and the addresses that redirects and playlists lead to are dealt with in one place;
 * FFmpeg knows no password and may open no other connection. Any thread may close it.
 */
final class FfmpegGateway implements AutoCloseable {
  private static final ForeignCode SERVING = new ForeignCode("Reading for FFmpeg");
  private static final int MAX_HEAD_BYTES = 32 * 1024;
  private static final int MAX_PLAYLIST_BYTES = 4 << 20;
  private static final int LOOKED_AT_BYTES = 512;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final Pattern REQUEST = Pattern.compile("GET (http://\\S+) HTTP/1\\.[01]");
  private static final Pattern RANGE = Pattern.compile("(?im)^Range:\\s*(bytes=[\\d,\\s-]+?)\\s*$");
  private static final Pattern PLAYLIST =
      Pattern.compile("^\\s*(#EXTM3U|<\\?xml|<MPD\\b)", Pattern.CASE_INSENSITIVE);
  private static final List<String> PASSED_ON =
      List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_RANGE, HttpHeaders.ACCEPT_RANGES);

  private final HttpAddress camera;
  private final HttpConnection connection;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable IOException failure;

  /** Takes over the connection, to close it in the end. */
  FfmpegGateway(HttpAddress camera, HttpConnection connection) throws IOException {
    this.camera = camera;
    this.connection = connection;
    this.server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Thread.ofVirtual().name("ffmpeg-gateway-" + server.getLocalPort()).start(this::accept);
  }

  String proxy() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  String url() {
    return GatewayUrls.rewritten(camera.url().toString());
  }

  /** Why the camera could not be read, if that is known better here than to FFmpeg. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    connection.close();
    closeQuietly(server);
    open.forEach(FfmpegGateway::closeQuietly);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        if (server.isClosed()) {
          closeQuietly(socket); // Closing may have gone by before it was added.
          return;
        }
        Thread.ofVirtual().name("ffmpeg-gateway").start(() -> SERVING.run(() -> serve(socket)));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), CHUNK_BYTES)) {
      String head = head(socket.getInputStream());
      Matcher request = REQUEST.matcher(head.lines().findFirst().orElse(""));
      if (!request.matches()) {
        answer(out, 400, "");
        return;
      }
      URI target = GatewayUrls.original(URI.create(request.group(1)));
      Matcher range = RANGE.matcher(head);
      fetch(target, range.find() ? range.group(1) : "", out);
    } catch (IOException | IllegalArgumentException e) {
      // FFmpeg has left, or the camera did within its answer; FFmpeg notices that by itself.
    } finally {
      open.remove(socket);
    }
  }

  private void fetch(URI target, String range, OutputStream out) throws IOException {
    ClassicHttpResponse response;
    try {
      response = connection.fetch(target, range);
    } catch (IOException e) {
      fail(target, new IOException(HttpFailure.ofException(e, camera.secrets()), e), e);
      answer(out, 502, "");
      return;
    }
    try (response) {
      int status = response.getCode();
      Header location = response.getFirstHeader(HttpHeaders.LOCATION);
      if (status / 100 == 3 && location != null) {
        redirect(target, response.getCode(), location.getValue(), out);
      } else if (status / 100 != 2 || response.getEntity() == null) {
        IOException refused = connection.refused(response);
        fail(target, refused, refused);
        answer(out, status, "");
      } else {
        pass(response, out);
      }
    }
  }

  private void redirect(URI from, int status, String location, OutputStream out)
      throws IOException {
    URI to = from.resolve(location.strip());
    Optional<String> forbidden = HttpFailure.forbiddenRedirect(from, to, status);
    if (forbidden.isPresent()) {
      failure = new IOException(forbidden.get());
      answer(out, 502, "");
    } else {
      answer(out, status, "Location: " + GatewayUrls.rewritten(to.toString()) + "\r\n");
    }
  }

  private void fail(URI target, IOException told, IOException cause) {
    if (target.equals(camera.url()) || cause instanceof AddressGuard.LeadsInsideException) {
      failure = told;
    }
  }

  private static void pass(ClassicHttpResponse response, OutputStream out) throws IOException {
    StringBuilder headers = new StringBuilder();
    for (String name : PASSED_ON) {
      Header header = response.getFirstHeader(name);
      if (header != null) {
        headers.append(name).append(": ").append(header.getValue()).append("\r\n");
      }
    }
    InputStream body = new BufferedInputStream(response.getEntity().getContent(), CHUNK_BYTES);
    if (isPlaylist(body)) {
      byte[] playlist = body.readNBytes(MAX_PLAYLIST_BYTES);
      byte[] rewritten = GatewayUrls.rewritten(new String(playlist, UTF_8)).getBytes(UTF_8);
      answer(out, 200, headers + "Content-Length: " + rewritten.length + "\r\n");
      out.write(rewritten);
      return;
    }
    long length = response.getEntity().getContentLength();
    answer(
        out,
        response.getCode(),
        length < 0 ? headers.toString() : headers + "Content-Length: " + length + "\r\n");
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      out.write(chunk, 0, read);
      out.flush();
    }
  }

  private static boolean isPlaylist(InputStream body) throws IOException {
    // As little as has come, so that a slow stream is not held up.
    body.mark(LOOKED_AT_BYTES);
    byte[] first = new byte[LOOKED_AT_BYTES];
    int read = Math.max(0, body.read(first, 0, LOOKED_AT_BYTES));
    body.reset();
    return PLAYLIST.matcher(new String(Arrays.copyOf(first, read), UTF_8)).find();
  }

  private static void answer(OutputStream out, int status, String headers) throws IOException {
    out.write(
        "HTTP/1.1 %d Answer\r\nConnection: close\r\n%s\r\n"
            .formatted(status, headers)
            .getBytes(ISO_8859_1));
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last4 = 0;
    while (last4 != 0x0D0A0D0A) {
      int octet = in.read();
      if (octet < 0 || head.size() == MAX_HEAD_BYTES) {
        throw new IOException("that is not a request");
      }
      head.write(octet);
      last4 = last4 << 8 | octet;
    }
    return head.toString(ISO_8859_1);
  }

  private static void closeQuietly(AutoCloseable closed) {
    try {
      closed.close();
    } catch (Exception e) {
      // It is of no use any more.
    }
  }
}
