package io.zoetrope.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.zoetrope.core.secret.Secrets;
import java.util.List;
import java.util.regex.Pattern;

/** Whatever people write as a camera's URI, nobody else gets to see the password in it. */
class CameraUriFuzzTest {
  private static final String SECRET = "hunter2";
  private static final List<String> SCHEMES = List.of("rtsp", "http", "HTTPS", "srt", "x-y.z");

  /** What cannot be told from a host, its port and its path. */
  private static final Pattern LIKE_A_PORT = Pattern.compile("(?s)\\d{0,5}[/?#\\s'\"].*");

  private static final Pattern LIKE_A_HOST = Pattern.compile("(?s).*@.*/.*");

  private static final Pattern IN_NO_USER = Pattern.compile("[:/?#]");

  /** With these a URL in a sentence has ended. */
  private static final Pattern END = Pattern.compile("[\\s'\"]");

  @FuzzTest(maxDuration = "5s")
  void noPasswordIsEverShown(FuzzedDataProvider given) {
    String scheme = given.pickValue(SCHEMES);
    String user = IN_NO_USER.matcher(given.consumeString(20)).replaceAll("-");
    String password = given.consumeString(10) + SECRET + given.consumeString(10);
    String path = given.consumeString(40).replace(SECRET, "-");

    if (!LIKE_A_PORT.matcher(password).matches() && !LIKE_A_HOST.matcher(password).matches()) {
      assertHidden(scheme + "://" + user + ":" + password + "@host:554/" + path);
    }
    String token = password.replace("&", "");
    assertHidden(scheme + "://host/live?token=" + token);
    assertHidden(scheme + "://host/live?fps=5&Passphrase=" + token + "&x=" + path);
    assertBears(given.consumeRemainingAsString());
  }

  private static void assertHidden(String uri) {
    assertThat(CameraUri.parse(uri).toString()).doesNotContain(SECRET);
    assertThat(CameraUri.parse(uri).text()).isEqualTo(uri);
    String withoutEnd = END.matcher(uri).replaceAll("-");
    assertThat(Secrets.mask("cannot open '%s': refused".formatted(withoutEnd)))
        .doesNotContain(SECRET);
  }

  private static void assertBears(String anything) {
    // Redaction twice, more may be hidden: *** is not an address any more.
    assertThat(Secrets.mask(Secrets.mask(anything))).isNotNull();
    try {
      assertThat(CameraUri.parse(anything).scheme()).isNotEmpty();
    } catch (BadCameraUriException e) {
      assertThat(e.getMessage()).contains("is not a camera URI");
    }
  }
}
