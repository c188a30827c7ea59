package io.zoetrope.drivers.http;

import io.zoetrope.core.secret.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a camera says in words instead of sending a picture. */
final class CameraMessage {
  private static final int LOOKED_AT_BYTES = 512;
  private static final int MAX_CHARS = 160;
  private static final Pattern TITLE =
      Pattern.compile("<title>([^<]*)</title>", Pattern.CASE_INSENSITIVE);
  private static final Pattern PAGE =
      Pattern.compile("^\\s*<(!doctype html|html|head|title|body|h1)", Pattern.CASE_INSENSITIVE);

  private static final Pattern PLAYLIST =
      Pattern.compile(
          "^\\s*(#EXTM3U|v=0|YUV4MPEG2|(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*<(MPD|SmoothStreamingMedia)\\b)",
          Pattern.DOTALL);

  private CameraMessage() {}

  static boolean isIn(InputStream body) throws IOException {
    String text = beginning(body);
    return !text.isBlank()
        && !PLAYLIST.matcher(text).find()
        && text.chars()
            .allMatch(
                letter -> letter >= ' ' || letter == '\n' || letter == '\r' || letter == '\t');
  }

  /** The sentence, and the words in the body, which is left at its beginning. */
  static String quoted(String sentence, InputStream body, Secrets secrets) throws IOException {
    if (!isIn(body)) {
      return sentence;
    }
    String words = secrets.hideIn(words(beginning(body)));
    if (words.isEmpty()) {
      return sentence;
    }
    String cut = words.length() > MAX_CHARS ? words.substring(0, MAX_CHARS) + "…" : words;
    return "%s; it says: %s".formatted(sentence, cut);
  }

  private static String words(String text) {
    String plain = text;
    if (PAGE.matcher(text).find()) {
      Matcher title = TITLE.matcher(text);
      plain = title.find() ? title.group(1) : "";
    } else if (text.stripLeading().startsWith("<")) {
      plain = text.replaceAll("<[^>]*>", " ");
    }
    return plain.replaceAll("\\s+", " ").strip();
  }

  private static String beginning(InputStream body) throws IOException {
    body.mark(LOOKED_AT_BYTES);
    byte[] first = body.readNBytes(LOOKED_AT_BYTES);
    body.reset();
    return new String(first, StandardCharsets.UTF_8);
  }
}
