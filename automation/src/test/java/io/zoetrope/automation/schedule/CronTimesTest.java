package io.zoetrope.automation.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * *           | 2026-01-02T02:30:00Z
          */15 8-17 * * mon-fri| 2026-01-01T12:15:00Z
          0 0 13 * 5           | 2026-01-02T00:00:00Z
          0 0 * * 0            | 2026-01-04T00:00:00Z
          0 0 * * 7            | 2026-01-04T00:00:00Z
          0 0 29 2 *           | 2028-02-29T00:00:00Z
          */20 * * * * *       | 2026-01-01T12:00:20Z
          @hourly              | 2026-01-01T13:00:00Z
          @daily               | 2026-01-02T00:00:00Z
          @midnight            | 2026-01-02T00:00:00Z
          @weekly              | 2026-01-04T00:00:00Z
          @monthly             | 2026-02-01T00:00:00Z
          @yearly              | 2027-01-01T00:00:00Z
          """)
  void understandsCronExpressions(String expression, Instant first) {
    CronTimes times = CronTimes.parse(expression, ZoneOffset.UTC);

    assertThat(times.next(Instant.parse("2026-01-01T12:00:00Z"))).contains(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sun-thu     | SUN MON TUE WED THU
          SUN-Thu     | SUN MON TUE WED THU
          0-4         | SUN MON TUE WED THU
          sun-sat     | SUN MON TUE WED THU FRI SAT
          0-6         | SUN MON TUE WED THU FRI SAT
          0-7         | SUN MON TUE WED THU FRI SAT
          1-7         | SUN MON TUE WED THU FRI SAT
          mon-sun     | SUN MON TUE WED THU FRI SAT
          fri-sun     | SUN FRI SAT
          5-7         | SUN FRI SAT
          sat-sun     | SUN SAT
          6-0         | SUN SAT
          sun-mon     | SUN MON
          sun-sun     | SUN
          7-7         | SUN
          sun-sat/2   | SUN TUE THU SAT
          sun-thu/3   | SUN WED
          mon-fri     | MON TUE WED THU FRI
          sun-mon,sat | SUN MON SAT
          fri,sun-mon | SUN MON FRI
          sun         | SUN
          *           | SUN MON TUE WED THU FRI SAT
          """)
  void rangesOfWeekdaysMayBeginOrEndWithSunday(String weekdays, String days) {
    CronTimes times = CronTimes.parse("0 12 * * " + weekdays, ZoneOffset.UTC);

    List<String> found = new ArrayList<>();
    Instant week = Instant.parse("2026-01-04T00:00:00Z");
    for (Instant time = week; ; ) {
      time = times.next(time).orElseThrow();
      if (!time.isBefore(week.plus(Duration.ofDays(7)))) {
        break;
      }
      found.add(time.atOffset(ZoneOffset.UTC).getDayOfWeek().name().substring(0, 3));
    }
    assertThat(String.join(" ", found)).isEqualTo(days);
    assertThat(times).hasToString("0 12 * * " + weekdays);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 * * thu-mon",
        "0 0 * * 7-3",
        "0 0 * * sun-",
        "0 0 * * 0-8",
        "61 * * * *",
        "* * * *",
        "",
        "every day",
        "* * * * * * *",
        "5-1 * * * *",
        "@often"
      })
  void saysWhatItExpectsInstead(String wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronTimes.parse(wrong, ZoneOffset.UTC))
        .withMessageStartingWith("'" + wrong + "' is not a cron expression (")
        .withMessageContaining("expected minute, hour, day, month and weekday");
  }

  @Test
  void saysWhichValueIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronTimes.parse("61 * * * *", ZoneOffset.UTC))
        .withMessageStartingWith(
            "'61 * * * *' is not a cron expression (value 61 not in range [0, 59]); expected ");
  }

  @Test
  void refusesTimesThatNeverCome() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronTimes.parse("0 0 30 2 *", ZoneOffset.UTC))
        .withMessage("'0 0 30 2 *' is a time that never comes: no such month has such a day");
  }

  @Test
  void aNightlyTimeComesOnceWhenClocksArePutForward() {
    // In the night to March 29, 2026, the clock goes from 02:00 to 03:00.
    assertThat(shown("30 2 * * *", BERLIN, "2026-03-28T00:00", 3))
        .containsExactly("03-28T02:30+01:00", "03-29T03:00+02:00", "03-30T02:30+02:00");
    assertThat(shown("0 3 * * *", BERLIN, "2026-03-28T00:00", 3))
        .containsExactly("03-28T03:00+01:00", "03-29T03:00+02:00", "03-30T03:00+02:00");
    assertThat(shown("0 2,3 * * *", BERLIN, "2026-03-29T00:00", 2))
        .containsExactly("03-29T03:00+02:00", "03-30T02:00+02:00");
  }

  @Test
  void aNightlyTimeComesOnceWhenClocksArePutBack() {
    // In the night to October 25, 2026, the clock goes from 03:00 back to 02:00.
    assertThat(shown("30 2 * * *", BERLIN, "2026-10-24T00:00", 3))
        .containsExactly("10-24T02:30+02:00", "10-25T02:30+02:00", "10-26T02:30+01:00");
    assertThat(shown("0 3 * * *", BERLIN, "2026-10-25T00:00", 2))
        .containsExactly("10-25T03:00+01:00", "10-26T03:00+01:00");
    assertThat(shown("@daily", ZoneId.of("America/Havana"), "2026-10-31T12:00", 2))
        .containsExactly("11-01T00:00-04:00", "11-02T00:00-05:00");
  }

  @Test
  void inTheRepeatedHourTheNextTimeIsTomorrow() {
    Instant secondTime = ZonedDateTime.parse("2026-10-25T02:10+01:00").toInstant();

    assertThat(CronTimes.parse("30 2 * * *", BERLIN).next(secondTime))
        .contains(ZonedDateTime.parse("2026-10-26T02:30+01:00").toInstant());
  }

  @Test
  void everyHourMeansEachElapsedHour() {
    assertThat(shown("7 * * * *", BERLIN, "2026-03-29T01:00", 3))
        .containsExactly("03-29T01:07+01:00", "03-29T03:07+02:00", "03-29T04:07+02:00");
    assertThat(shown("@hourly", BERLIN, "2026-10-25T01:30", 3))
        .containsExactly("10-25T02:00+02:00", "10-25T02:00+01:00", "10-25T03:00+01:00");
    assertThat(shown("*/30 * * * *", ZoneId.of("Australia/Lord_Howe"), "2026-04-05T01:00", 4))
        .containsExactly(
            "04-05T01:30+11:00", "04-05T01:30+10:30", "04-05T02:00+10:30", "04-05T02:30+10:30");
  }

  @Test
  void aSkippedDayIsMadeUpForWhenItEnds() {
    // Samoa had no December 30, 2011.
    assertThat(shown("0 9 30 12 *", ZoneId.of("Pacific/Apia"), "2011-01-01T00:00", 1))
        .containsExactly("12-31T00:00+14:00");
  }

  /** The next times, as a clock there shows them. */
  private static List<String> shown(String expression, ZoneId zone, String from, int count) {
    CronTimes times = CronTimes.parse(expression, zone);
    Instant at = LocalDateTime.parse(from).atZone(zone).toInstant();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      at = times.next(at).orElseThrow();
      shown.add(at.atZone(zone).toOffsetDateTime().toString().substring(5));
    }
    return shown;
  }
}
