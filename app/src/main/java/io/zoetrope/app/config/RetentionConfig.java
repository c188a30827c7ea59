package io.zoetrope.app.config;

import java.time.Duration;

/**
 * How long the files of tasks are kept. Whatever comes first ends it.
 *
 * @param bytes how much room all files together may take; the oldest go first
 */
public record RetentionConfig(Duration keep, long bytes) {
  public static final RetentionConfig STANDARD =
      new RetentionConfig(Duration.ofDays(30), 10_000_000_000L);
}
