package io.zoetrope.app.cli;

import java.util.regex.Pattern;

/** An address as it can be copied into a shell, where {@code ?} and {@code &} have meanings. */
final class ShellWord {
  /** The stars of a secret may stay: with them it is no command anyway. */
  private static final Pattern PLAIN =
      Pattern.compile("[\\w@%+=:,./*\\[\\]-][\\w@%+=:,./*\\[\\]#-]*");

  private ShellWord() {}

  /** The text, in quotation marks if a shell would not take it as it is. */
  static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
