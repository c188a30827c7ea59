package io.zoetrope.core.driver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the secrets out of texts that people or programs will see. */
public final class Secrets {
  private static final String SECRET_OPTIONS =
      "([?&](?:password|passwd|passphrase|pass|pwd|token|access_token|secret|key|apikey|api_key|auth|sig|signature)=)";

  /** In a text, a URL ends where a blank or a quotation mark is. */
  private static final Pattern USER_IN_TEXT = userInfo("\\s'\"");

  private static final Pattern SECRET_IN_TEXT = secretOption("\\s'\"");
  private static final Pattern USER_IN_URI = userInfo("");
  private static final Pattern SECRET_IN_URI = secretOption("");

  /** The scheme of a camera that is a command. Any of its words may be a secret. */
  static final String COMMAND_SCHEME = "exec";

  private static final Pattern COMMAND =
      Pattern.compile("\\s*([\\w./+-]+)(\\s.*)?", Pattern.DOTALL);

  private Secrets() {}

  /** The text with user names, passwords and tokens in its URLs replaced by {@code ***}. */
  public static String mask(String text) {
    return mask(text, USER_IN_TEXT, SECRET_IN_TEXT);
  }

  /** As {@link #mask}, for a text that is one URI and nothing else, whatever stands in it. */
  static String maskUri(String uri) {
    return mask(mask(uri, USER_IN_URI, SECRET_IN_URI));
  }

  private static String mask(String text, Pattern userInfo, Pattern secretOption) {
    String withoutUsers = userInfo.matcher(text).replaceAll("***@");
    return secretOption.matcher(withoutUsers).replaceAll("$1***");
  }

  /**
   * What stands before a host; or, where a password holds a slash, before the last {@code @}: what
   * stands behind the first colon is no port then. Also where the scheme or the slashes before it
   * were forgotten.
   *
   * @param end the characters that end a URL
   */
  private static Pattern userInfo(String end) {
    String any = end.isEmpty() ? "(?s:.)" : "[^" + end + "]";
    String noSlash = "[^/" + end + "]*";
    String ended = "(?:[/?#" + end + "]|\\z)";
    String host = "(?:\\[[^\\]]*]|[^:/@\\[" + end + "]+)(?::\\d{1,5})?" + ended;
    return Pattern.compile(
        "(?<=:/{0,2}|//)"
            + (noSlash + "@(?=" + host + ")")
            + ("|(?<=://)" + noSlash + ":(?!\\d{1,5}" + ended + ")" + any + "*@")
            + ("|(?<=:/{0,2}|//)" + noSlash + "@"));
  }

  private static Pattern secretOption(String end) {
    return Pattern.compile(SECRET_OPTIONS + "[^&" + end + "]*", Pattern.CASE_INSENSITIVE);
  }

  /** A camera's URI that is a command, with the program's name and nothing behind it. */
  static String maskCommand(String uri) {
    Matcher command = COMMAND.matcher(uri.substring(COMMAND_SCHEME.length() + 1));
    return COMMAND_SCHEME
        + ":"
        + (command.matches() ? command.group(1) + (command.group(2) == null ? "" : " …") : "…");
  }
}
