package io.zoetrope.core.driver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the secrets out of texts that people or programs will see. */
public final class Secrets {
  /**
   * Also where the scheme or the slashes before it were forgotten, or the password holds one: what
   * stands behind the first colon is no port then.
   */
  private static final Pattern USER_INFO =
      Pattern.compile(
          "(?<=:/{0,2}|//)[^/\\s'\"]*@"
              + "|(?<=://)[^/:@\\s'\"]*:(?!\\d{1,5}(?:[/?#\\s'\"]|$))[^\\s'\"]*@");

  private static final Pattern QUERY_SECRET =
      Pattern.compile(
          "([?&](?:password|passwd|pass|pwd|token|access_token|secret|key|apikey|api_key|auth|sig|signature)=)[^&\\s'\"]*",
          Pattern.CASE_INSENSITIVE);

  /** The scheme of a camera that is a command. Any of its words may be a secret. */
  static final String COMMAND_SCHEME = "exec";

  private static final Pattern COMMAND =
      Pattern.compile("\\s*([\\w./+-]+)(\\s.*)?", Pattern.DOTALL);

  private Secrets() {}

  /** The text with user names, passwords and tokens in its URLs replaced by {@code ***}. */
  public static String mask(String text) {
    String withoutUsers = USER_INFO.matcher(text).replaceAll("***@");
    return QUERY_SECRET.matcher(withoutUsers).replaceAll("$1***");
  }

  /** A camera's URI that is a command, with the program's name and nothing behind it. */
  static String maskCommand(String uri) {
    Matcher command = COMMAND.matcher(uri.substring(COMMAND_SCHEME.length() + 1));
    return COMMAND_SCHEME
        + ":"
        + (command.matches() ? command.group(1) + (command.group(2) == null ? "" : " …") : "…");
  }
}
