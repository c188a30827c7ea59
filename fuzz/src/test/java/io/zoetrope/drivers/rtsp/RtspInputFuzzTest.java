package io.zoetrope.drivers.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whatever a camera says, it is understood, skipped or refused with a sentence. */
class RtspInputFuzzTest {
  private static final RtspAddress.Login LOGIN = new RtspAddress.Login("user", "password");

  @FuzzTest(maxDuration = "15s")
  void everyConnectionEndsWithASentence(byte[] bytes) {
    RtspInput input = new RtspInput(new ByteArrayInputStream(bytes));
    try {
      for (int n = 0; n < bytes.length + 1; n++) {
        if (input.next() instanceof RtspMessage message) {
          understand(message);
        }
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void understand(RtspMessage message) {
    assertThat(message.status().orElse(100)).isBetween(0, 999);
    RtspLogin login = new RtspLogin(Optional.of(LOGIN));
    List<String> challenges = message.all("www-authenticate");
    boolean answered = login.challenged(challenges);
    assertThat(login.authorization("PLAY", "rtsp://camera/").isPresent()).isEqualTo(answered);
    for (MediaDescription media : SessionDescription.parse(message.body()).media()) {
      assertThat(media.clockRate()).isPositive();
      assertThat(media.channels()).isPositive();
      assertThat(H264Payload.of(media).setup()).isNotNull();
      assertThat(H265Payload.of(media).setup()).isNotNull();
    }
  }
}
