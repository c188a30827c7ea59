package io.zoetrope.app.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a multipart stream by the lengths in its headers. */
final class Multipart {
  private static final Pattern PART =
      Pattern.compile(
          "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: (\\d+)\r\nX-Timestamp: \\d+\\.\\d{6}\r\n\r\n");

  private Multipart() {}

  /** The first pictures that curl gets, at least so many. */
  static List<byte[]> byCurl(String url, int atLeast) throws IOException {
    Process curl = new ProcessBuilder("curl", "-sN", "--max-time", "60", url).start();
    try (InputStream in = curl.getInputStream()) {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      byte[] read = new byte[64 * 1024];
      List<byte[]> pictures = List.of();
      for (int size = in.read(read); size > 0 && pictures.size() < atLeast; size = in.read(read)) {
        stream.write(read, 0, size);
        pictures = pictures(stream.toByteArray());
      }
      return pictures;
    } finally {
      curl.destroyForcibly();
    }
  }

  /** The pictures that are complete. */
  static List<byte[]> pictures(byte[] stream) {
    String text = new String(stream, StandardCharsets.ISO_8859_1);
    Matcher part = PART.matcher(text);
    List<byte[]> pictures = new ArrayList<>();
    while (part.find()) {
      int end = part.end() + Integer.parseInt(part.group(1));
      if (end <= stream.length) {
        pictures.add(Arrays.copyOfRange(stream, part.end(), end));
      }
    }
    return pictures;
  }
}
