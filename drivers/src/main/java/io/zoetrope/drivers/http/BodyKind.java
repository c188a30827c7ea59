package io.zoetrope.drivers.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a response body is, by its media type and, because those lie, its first bytes. */
enum BodyKind {
  JPEGS,
  STILL,
  /** For FFmpeg to find out. */
  OTHER;

  private static final int LOOKED_AT = 12;

  /** Leaves the body at its beginning. Throws if it is a page for people. */
  static BodyKind of(String mediaType, InputStream body) throws IOException {
    String type = mediaType.toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/")) {
      return JPEGS;
    }
    String first = firstBytes(body);
    if (first.startsWith("\u00FF\u00D8") || first.startsWith("--")) {
      return JPEGS;
    }
    if (first.startsWith("\u0089PNG")
        || first.startsWith("GIF8")
        || (first.startsWith("RIFF") && first.startsWith("WEBP", 8))) {
      return STILL;
    }
    if (type.startsWith("image/jp")) {
      return JPEGS;
    }
    if (type.startsWith("text/html")) {
      throw new IOException(
          "the camera answers with a web page, not with pictures: check the path in its URI");
    }
    return OTHER;
  }

  static boolean isOnePicture(String mediaType) {
    return mediaType.toLowerCase(Locale.ROOT).startsWith("image/");
  }

  /** Whether an announced length is that of one picture, unless the body has parts. */
  static boolean isMeasured(String mediaType, long announcedBytes) {
    return announcedBytes >= 0 && !mediaType.toLowerCase(Locale.ROOT).startsWith("video/");
  }

  private static String firstBytes(InputStream body) throws IOException {
    byte[] first = new byte[LOOKED_AT];
    body.mark(first.length);
    int read = body.readNBytes(first, 0, first.length);
    body.reset();
    if (read < 2) {
      throw new IOException("the camera's answer is empty");
    }
    return new String(first, 0, read, StandardCharsets.ISO_8859_1);
  }
}
