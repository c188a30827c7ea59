package io.zoetrope.app.clients;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a recorded multipart stream by the lengths in its headers. */
final class Multipart {
  private static final Pattern PART =
      Pattern.compile(
          "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: (\\d+)\r\nX-Timestamp: \\d+\\.\\d{6}\r\n\r\n");

  private Multipart() {}

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
