package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochSecondsTest {

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0.000000",
    "2026-01-02T03:04:05Z, 1767323045.000000",
    "2026-01-02T03:04:05.000001Z, 1767323045.000001",
    "2026-01-02T03:04:05.000010Z, 1767323045.000010",
    "2026-01-02T03:04:05.05Z, 1767323045.050000",
    "2026-01-02T03:04:05.123456Z, 1767323045.123456",
    "2026-01-02T03:04:05.999999999Z, 1767323045.999999",
  })
  void areSecondsAndSixDigitsOfMicroseconds(Instant instant, String written) {
    assertThat(EpochSeconds.format(instant)).isEqualTo(written);
  }
}
