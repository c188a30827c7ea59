package io.zoetrope.web.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.testing.Answer;
import io.zoetrope.testing.RawClient;
import io.zoetrope.web.embed.MailboxDriver.Trouble;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A program's driver that takes pictures and fails: whoever publishes hears of it. */
class HostilePublishingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "ERROR.*")
  void anErrorIsAFaultOfTheServerAndNobodyPublishesAnyMore(Trouble trouble) throws Exception {
    MailboxDriver mailbox = new MailboxDriver(trouble);
    try (LiveCameras cameras =
        LiveCameras.builder().driver(mailbox).camera("phone", "mailbox:").build()) {
      int port = cameras.listen("127.0.0.1", 0);
      for (int request = 0; request < 3; request++) {
        Answer answer = publish(port);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.errorCode()).isEqualTo("internal_error");
        assertThat(answer.text()).doesNotContain("example");
      }
      await().atMost(PATIENCE).until(() -> mailbox.open().get() == 0);
    }
  }

  private static Answer publish(int port) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client
          .request("POST", "/cameras/phone/publish", "Content-Length: 7")
          .send("picture")
          .readAnswer();
    }
  }
}
