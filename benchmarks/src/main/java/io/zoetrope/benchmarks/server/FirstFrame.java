package io.zoetrope.benchmarks.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** For any thread. What a viewer does that wants one frame only. */
final class FirstFrame {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String LENGTH = "content-length:";

  private FirstFrame() {}

  /** Connects, and returns when the first frame is there, whole. */
  static void await(URI stream) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(stream.getHost(), stream.getPort()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request =
          "GET " + stream.getRawPath() + " HTTP/1.1\r\nHost: " + stream.getRawAuthority();
      socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      var _ = read(new BufferedInputStream(socket.getInputStream()));
    }
  }

  static byte[] read(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new ServerException("the server answered: " + status);
    }
    int length = -1;
    for (String line = line(in); length < 0 || !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).trim());
      }
    }
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new ServerException("the stream ended within the first frame");
    }
    return frame;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new ServerException("the stream ended before the first frame");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }
}
