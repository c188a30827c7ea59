package io.zoetrope.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhookTest {

  @Test
  void signsLikeTheReferenceLibraries() {
    // The example of the specification's reference libraries.
    Signature signature = new Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    assertThat(signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void saysWhatIsWrongWithASecretWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Webhook.checkedSecret("whsec_$ecret"))
        .withMessage("what follows whsec_ is not Base64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Webhook.checkedSecret(""))
        .withMessageStartingWith("the secret is empty");
  }

  @Test
  void showsNoSecret() {
    Webhook webhook =
        webhook("door", "https://me:pass@h:8443/in/T0KEN?key=K3Y#f", Optional.of("hush"));

    assertThat(webhook).hasToString("door at h:8443 [task]");
    assertThat(webhook.login()).contains("me:pass");
  }

  @Test
  void hostNamesMayContainUnderscores() {
    Webhook webhook =
        webhook("home", "http://me:p%40ss+1@home_assistant:8123/api/webhook/x", Optional.empty());

    assertThat(webhook).hasToString("home at home_assistant:8123 [task]");
    assertThat(webhook.login()).contains("me:p@ss+1");
  }

  @ParameterizedTest
  @CsvSource({
    "door, webhook-door",
    "Door, webhook-door-002097ce",
    "my_door, webhook-my-door-59eb7a61",
    "a2345678901234567890123456789012345678901234567890123456789012345, webhook-a2345678901234567890123456789012345678901-"
  })
  void eachHasItsOwnKindOfTask(String name, String kind) {
    assertThat(webhook(name, "http://h/", Optional.empty()).kind())
        .startsWith(kind)
        .matches("[a-z0-9-]{1,64}");
  }

  private static Webhook webhook(String name, String url, Optional<String> secret) {
    return new Webhook(name, URI.create(url), secret, Set.of("task"));
  }
}
