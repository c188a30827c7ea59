package io.zoetrope.drivers.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RtspLoginTest {
  private static final RtspAddress.Login WHO = new RtspAddress.Login("Mufasa", "Circle Of Life");
  private static final String MD5 = "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b\"";
  private static final String URL = "rtsp://camera/live";

  @Test
  void withoutQualityOfProtectionTheOldFormIsUsed() {
    RtspLogin login = challenged(MD5 + ", opaque=\"5c\\\"cc\"");

    assertThat(shown(login))
        .isEqualTo(
            "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", nonce=\"dcd98b\","
                + " uri=\"rtsp://camera/live\", response=\"b6bb52bd618d14b4fd4209e7957e7d1a\","
                + " opaque=\"5c\\\"cc\"");
  }

  @Test
  void theStrongestOfSeveralChallengesIsAnswered() {
    RtspLogin login =
        challenged("Basic realm=\"x\"", MD5 + ", algorithm=MD5", MD5 + ", algorithm=SHA-256");

    assertThat(shown(login)).contains("algorithm=SHA-256").containsPattern("response=\"\\w{64}\"");
  }

  @Test
  void challengesThatNobodyKnowsLeaveBasic() {
    RtspLogin login = challenged("Digest nonce=\"a\", algorithm=MD5-sess", "basic realm=\"x\"");

    assertThat(shown(login)).isEqualTo("Basic TXVmYXNhOkNpcmNsZSBPZiBMaWZl");
  }

  @Test
  void eachRequestCountsUp() {
    RtspLogin login = challenged(MD5 + ", qop=\"auth-int,auth\"");

    assertThat(shown(login)).contains("qop=auth, nc=00000001, cnonce=");
    assertThat(shown(login)).contains("qop=auth, nc=00000002, cnonce=");
  }

  @Test
  void aWrongPasswordIsShownOnlyOnce() {
    RtspLogin login = challenged(MD5);

    assertThat(login.challenged(List.of(MD5.replace("dcd98b", "another")))).isFalse();
  }

  @Test
  void aNonceThatIsTooOldOrReplacedIsAnsweredAgain() {
    RtspLogin stale = challenged(MD5);
    assertThat(stale.challenged(List.of(MD5.replace("dcd98b", "another") + ", stale=TRUE")))
        .isTrue();
    assertThat(shown(stale)).contains("nonce=\"another\"");

    RtspLogin accepted = challenged(MD5);
    accepted.accepted();
    assertThat(accepted.challenged(List.of(MD5.replace("dcd98b", "another")))).isTrue();
  }

  @Test
  void whoHasNoLoginShowsNone() {
    RtspLogin login = new RtspLogin(Optional.empty());

    assertThat(login.challenged(List.of(MD5))).isFalse();
    assertThat(login.authorization("DESCRIBE", URL)).isEmpty();
  }

  private static RtspLogin challenged(String... challenges) {
    RtspLogin login = new RtspLogin(Optional.of(WHO));
    assertThat(login.authorization("DESCRIBE", URL)).isEmpty();
    assertThat(login.challenged(List.of(challenges))).isTrue();
    return login;
  }

  private static String shown(RtspLogin login) {
    return login.authorization("DESCRIBE", URL).orElseThrow();
  }
}
