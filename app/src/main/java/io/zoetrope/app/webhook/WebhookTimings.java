package io.zoetrope.app.webhook;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param exchange how long a receiver may take to answer
 * @param attempt how long an attempt may take: an exchange, and the quiet before it
 * @param firstRetry the wait after the first failed attempt; it doubles with each further one
 * @param longestRetry the longest wait between attempts
 * @param again the wait before an event is submitted again when the queue could not be reached
 * @param patience how long that goes on
 */
record WebhookTimings(
    Duration exchange,
    Duration attempt,
    Duration firstRetry,
    Duration longestRetry,
    Duration again,
    Duration patience) {
  static final WebhookTimings STANDARD =
      new WebhookTimings(
          Duration.ofSeconds(15),
          Duration.ofSeconds(90),
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1));
}
