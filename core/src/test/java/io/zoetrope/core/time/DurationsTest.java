package io.zoetrope.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "10s, PT10S", "2m, PT2M", "1h, PT1H", "7d, P7D", "' 10 s ', PT10S"})
  void isReadAsPeopleWriteIt(String text, Duration meant) {
    assertThat(Durations.parse(text)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1.5h", "10 seconds", "12345678901s", "1w"})
  void anythingElseIsNotADuration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }
}
