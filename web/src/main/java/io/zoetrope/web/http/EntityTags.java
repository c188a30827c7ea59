package io.zoetrope.web.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list of entity tags in {@code If-None-Match} (RFC 9110, sections 8.8.3 and 13.1.2). Any
 * thread.
 */
public final class EntityTags {
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

  private EntityTags() {}

  /**
   * Whether the client that sent this has the content of this tag already.
   *
   * @param known the header's value; null when there is none
   * @param tag with its quotes, weak or strong: they are compared weakly
   */
  public static boolean isKnown(@Nullable String known, String tag) {
    if (known == null) {
      return false;
    }
    if (known.strip().equals("*")) {
      return true;
    }
    Matcher tags = TAG.matcher(known);
    while (tags.find()) {
      if (tags.group(1).equals(opaque(tag))) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
