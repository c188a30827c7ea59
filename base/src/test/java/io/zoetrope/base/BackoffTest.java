package io.zoetrope.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
final class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "5, 16", "6, 30", "2000000000, 30"})
  void doublesFromTheFirstToTheLongest(int failures, long seconds) {
    assertThat(backoff.delay(failures)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void variesByATenth() {
    Random random = new Random(7);
    for (int attempt = 0; attempt < 100; attempt++) {
      assertThat(backoff.delay(2, random))
          .isBetween(Duration.ofMillis(1800), Duration.ofMillis(2200));
    }
  }
}
