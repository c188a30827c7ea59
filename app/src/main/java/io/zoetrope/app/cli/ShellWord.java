package io.zoetrope.app.cli;

import java.util.regex.Pattern;

/** An address as it can be copied into a shell, where {@code ?} and {@code &} have meanings. */
public final class ShellWord {
  /** The stars of a masked secret need no quotes: the command would not work with them anyway. */
  private static final Pattern PLAIN =
      Pattern.compile("[\\w@%+=:,./*\\[\\]-][\\w@%+=:,./*\\[\\]#-]*");

  private ShellWord() {}

  public static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
