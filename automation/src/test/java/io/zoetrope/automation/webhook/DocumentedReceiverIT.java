package io.zoetrope.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver in docs/webhooks.md, exactly as shown. */
final class DocumentedReceiverIT {
  private static final String SECRET = "not for everybody";
  private static final byte[] BODY = "{\"type\":\"camera\"}".getBytes(StandardCharsets.UTF_8);

  private final Signature signature = new Signature(SECRET);
  private final Post post = new Post(Duration.ofSeconds(15));

  @TempDir Path folder;
  private Process receiver;
  private BufferedReader said;
  private Webhook webhook;

  @BeforeEach
  void start() throws Exception {
    Path docs = Path.of(System.getProperty("zoetrope.root", ".."), "docs", "webhooks.md");
    String python = Files.readString(docs).split("```python\n", 2)[1].split("```", 2)[0];
    Path program = Files.writeString(folder.resolve("receiver.py"), python);
    ProcessBuilder command =
        new ProcessBuilder("python3", program.toString(), "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    command.environment().put("SECRET", SECRET);
    receiver = command.start();
    said = receiver.inputReader();
    webhook =
        new Webhook("door", URI.create(said.readLine()), Optional.of(SECRET), Set.of("camera"));
  }

  @AfterEach
  void stop() {
    post.close();
    receiver.destroyForcibly();
  }

  @Test
  void acceptsSignedEvents() throws Exception {
    assertThat(posted(Instant.now(), BODY)).isEqualTo(204);
    assertThat(said.readLine()).isEqualTo("1-0 {\"type\":\"camera\"}");
  }

  @Test
  void refusesForgedOrOldEvents() throws Exception {
    byte[] forged = "{\"type\":\"camerb\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(posted(Instant.now(), forged)).isEqualTo(401);
    assertThat(said.readLine()).isEqualTo("1-0 is not from Zoetrope");
    assertThat(posted(Instant.now().minusSeconds(400), BODY)).isEqualTo(401);
  }

  /** Signs {@link #BODY}, but posts the given body. */
  private int posted(Instant at, byte[] body) throws Exception {
    return post.send(
            webhook,
            body,
            "webhook-id",
            "1-0",
            "webhook-timestamp",
            String.valueOf(at.getEpochSecond()),
            "webhook-signature",
            signature.of("1-0", at.getEpochSecond(), BODY))
        .status();
  }
}
