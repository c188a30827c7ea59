package io.zoetrope.drivers.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Tells what the body of an answer is, by its media type and, as those lie, its first bytes. */
final class BodyKind {

  private BodyKind() {}

  /**
   * Whether it holds JPEGs, one or many.
   *
   * @param body at its beginning, where it is left
   * @throws IOException when it is a page for people, which nobody can show as a picture
   */
  static boolean hasPictures(String mediaType, InputStream body) throws IOException {
    String type = mediaType.toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/") || type.startsWith("image/jp")) {
      return true;
    }
    byte[] first = firstBytes(body);
    boolean picture = first[0] == (byte) 0xFF && first[1] == (byte) 0xD8;
    boolean boundary = first[0] == '-' && first[1] == '-';
    if (picture || boundary) {
      return true;
    }
    if (type.startsWith("text/html")) {
      throw new IOException(
          "the camera answers with a web page, not with pictures: check the path in its URI");
    }
    return false;
  }

  /** Whether it is meant to go on for ever, so that its end is a failure even after one picture. */
  static boolean isEndless(String mediaType) {
    return mediaType.toLowerCase(Locale.ROOT).startsWith("multipart/x-mixed-replace");
  }

  private static byte[] firstBytes(InputStream body) throws IOException {
    byte[] first = new byte[2];
    body.mark(first.length);
    int read = body.readNBytes(first, 0, first.length);
    body.reset();
    if (read < first.length) {
      throw new IOException("the camera's answer is empty");
    }
    return first;
  }
}
