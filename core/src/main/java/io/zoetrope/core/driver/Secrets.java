package io.zoetrope.core.driver;

import java.util.regex.Pattern;

/** Takes the secrets out of texts that people or programs will see. */
public final class Secrets {
  /** What stands before the host; a slash in a password is wrong there, but still a secret. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?<=//)(?:[^/\\s'\"]*|[^/\\s'\"@:]*:(?!\\d*(?:[/?#\\s'\"]|$))[^\\s'\"]*)@");

  private static final Pattern QUERY_SECRET =
      Pattern.compile(
          "([?&](?:password|passwd|pass|pwd|token|access_token|secret|key|apikey|api_key|auth|sig|signature)=)[^&\\s'\"]*",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** The text with user names, passwords and tokens in its URLs replaced by {@code ***}. */
  public static String mask(String text) {
    String withoutUsers = USER_INFO.matcher(text).replaceAll("***@");
    return QUERY_SECRET.matcher(withoutUsers).replaceAll("$1***");
  }
}
