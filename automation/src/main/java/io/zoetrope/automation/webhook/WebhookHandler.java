package io.zoetrope.automation.webhook;

import io.zoetrope.automation.http.HttpSender;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskFailedException;
import io.zoetrope.tasks.TaskHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Posts events to one webhook. What is secret about that it has from the configuration, never from
 * the task.
 */
final class WebhookHandler implements TaskHandler {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

  private static final int GONE = 410;

  /** Those of 400 to 499 that say nothing of the request itself. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final Webhook webhook;
  private final Optional<Signature> signature;
  private final Receiver receiver;
  private final Post post;
  private final Timekeeper time;

  WebhookHandler(Webhook webhook, Receiver receiver, Post post, Timekeeper time) {
    this.webhook = webhook;
    this.signature = webhook.secret().map(Signature::new);
    this.receiver = receiver;
    this.post = post;
    this.time = time;
  }

  @Override
  public JsonNode run(TaskContext context)
      throws TaskFailedException, IOException, InterruptedException {
    receiver.awaitEndOfQuiet();
    if (receiver.isGone()) {
      throw new TaskFailedException(
          "The webhook %s is stopped, as %s answered 410 Gone before"
              .formatted(webhook.name(), webhook.host()));
    }
    JsonNode payload = context.task().payload();
    byte[] body = payload.path("event").toString().getBytes(StandardCharsets.UTF_8);
    HttpSender.Answer answer =
        post.send(webhook, body, headers(payload.path("id").asString(), body));
    return judge(answer);
  }

  private String[] headers(String id, byte[] body) {
    long timestamp = time.now().getEpochSecond();
    List<String> headers =
        new ArrayList<>(List.of("webhook-id", id, "webhook-timestamp", String.valueOf(timestamp)));
    signature.ifPresent(signer -> {
      headers.add("webhook-signature");
      headers.add(signer.of(id, timestamp, body));
    });
    return headers.toArray(String[]::new);
  }

  private JsonNode judge(HttpSender.Answer answer) throws TaskFailedException, IOException {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return JsonNodeFactory.instance.objectNode().put("status", status);
    }
    String what = "%s answered %d".formatted(webhook.host(), status);
    if (status == GONE) {
      stop(what);
    }
    if (status >= 400 && status < 500 && !PASSING.contains(status)) {
      throw new TaskFailedException(what + ", so it is not sent again");
    }
    answer.retryAfter().flatMap(this::quiet).ifPresent(receiver::wantsQuiet);
    throw new IOException(
        status >= 300 && status < 400
            ? what + ": redirects are not followed, write the new address into the configuration"
            : what);
  }

  private void stop(String what) {
    if (receiver.goes()) {
      LOG.warn(
          "Webhook {}: {} Gone, so it gets nothing more until the server starts again; take it out of the configuration",
          webhook.name(),
          what);
    }
  }

  /** {@code Retry-After}, in seconds or as a date. */
  private Optional<Duration> quiet(String retryAfter) {
    String value = retryAfter.strip();
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(time.now(), until)).filter(Duration::isPositive);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
