package io.zoetrope.core.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that people will see hold no user names, passwords and tokens, and lose nothing else. */
class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp://me:hunter2@host/live",
        "rtsp://:hunter2@host/live",
        "http://hunter2@host:8080",
        "rtsp://me:hunter2@with@ats@host/live",
        "rtsp://me:hunter2#with?all@host/live",
        "rtsp://me:with/slash/hunter2@host/live",
        "rtsp://me@example.org:with/slash/hunter2@host/live",
        "srt://host:9000?passphrase=x&password=hunter2",
        "srt://host:9000?passphrase=hunter2&mode=caller",
        "http://host/a.jpg?usr=me&pwd=hunter2",
        "http://host/a.jpg?Token=hunter2&x=1",
        "http://host/a.jpg?api_key=hunter2",
        "cannot open 'http://me:hunter2@host/' after rtsp://me:hunter2@other/: refused",
        "two lines\nrtsp://me:hunter2@host/\n",
      })
  void theSecretIsMasked(String text) {
    assertThat(Secrets.mask(text)).doesNotContain("hunter2").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no URL at all, me@example.org",
        "http://host:8080/pictures/cat@2x.jpg",
        "http://host/pictures/cat@2x.jpg?fps=5&monkey=3",
        "rtsp://[2001:db8::1]:554/live",
        "file:/home/me/key=5.mp4",
        "connection to host:554 refused",
      })
  void everythingElseStays(String text) {
    assertThat(Secrets.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp://me:pw@host/live?token=a", "http://a:b@c/ and http://d:e@f/"})
  void maskingTwiceIsMaskingOnce(String text) {
    assertThat(Secrets.mask(Secrets.mask(text))).isEqualTo(Secrets.mask(text));
  }
}
