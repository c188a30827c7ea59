package io.zoetrope.automation.webhook;

import io.zoetrope.base.Backoff;
import java.time.Duration;

/**
 * How long things take.
 *
 * @param exchange how long a receiver may take to answer
 * @param attempt how long an attempt may take: an exchange, and the quiet before it
 * @param retries the waits between attempts
 * @param again the waits before an event is submitted again when the queue could not be reached
 * @param patience how long that goes on
 */
record WebhookTimings(
    Duration exchange, Duration attempt, Backoff retries, Backoff again, Duration patience) {
  static final WebhookTimings STANDARD =
      new WebhookTimings(
          Duration.ofSeconds(15),
          Duration.ofSeconds(90),
          new Backoff(Duration.ofSeconds(5), Duration.ofHours(1)),
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
          Duration.ofMinutes(1));
}
