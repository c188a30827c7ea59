package io.zoetrope.app.browser;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Watches a stream as a program does, for its pictures and when they were taken. */
final class CaptureLog {

  /** One picture and its time of capture in milliseconds since 1970. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Capture(double atMillis, byte[] jpeg) {}

  private CaptureLog() {}

  static List<Capture> read(String url, int count) throws IOException {
    List<Capture> captures = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(URI.create(url).toURL().openStream())) {
      double atMillis = 0;
      int length = 0;
      while (captures.size() < count) {
        String line = line(in);
        if (line.startsWith("Content-Length: ")) {
          length = Integer.parseInt(line.substring(16));
        } else if (line.startsWith("X-Timestamp: ")) {
          atMillis = Double.parseDouble(line.substring(13)) * 1000;
        } else if (line.isEmpty() && length > 0) {
          captures.add(new Capture(atMillis, in.readNBytes(length)));
          length = 0;
        }
      }
    }
    return captures;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("The stream has ended");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
