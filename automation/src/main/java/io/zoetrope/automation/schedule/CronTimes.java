package io.zoetrope.automation.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The times of a cron expression in a time zone. Immutable.
 *
 * <p>When clocks are changed, an expression for every hour follows the time that really passes. For
 * any other, each time of day comes once: one that the clocks leave out comes when they have been
 * put forward, one that they show twice comes the first time. As the library has rules of its own
 * for that, it is asked for the times of a clock that is never changed.
 */
public final class CronTimes {
  private static final String EXPECTED =
      "expected minute, hour, day, month and weekday, as in '30 2 * * *' or '*/15 8-17 * * mon-fri', or @hourly, @daily, @weekly, @monthly, @yearly";

  private static final CronParser MINUTES = new CronParser(definition(false));
  private static final CronParser SECONDS = new CronParser(definition(true));
  private static final Set<String> EVERY_HOUR = Set.of("*", "*/1", "0-23");

  private final String expression;
  private final ExecutionTime times;
  private final boolean everyHour;
  private final ZoneId zone;

  private CronTimes(String expression, Cron cron, ZoneId zone) {
    this.expression = expression;
    this.times = ExecutionTime.forCron(cron);
    Map<CronFieldName, CronField> fields = cron.retrieveFieldsAsMap();
    CronField hours = fields.get(CronFieldName.HOUR);
    this.everyHour = hours == null || EVERY_HOUR.contains(hours.getExpression().asString());
    this.zone = zone;
  }

  /** Reads five fields, or six that begin with the second, or a nickname such as {@code @daily}. */
  public static CronTimes parse(String expression, ZoneId zone) {
    String fields = expression.strip();
    CronParser parser = fields.split("\\s+").length == 6 ? SECONDS : MINUTES;
    Cron cron;
    try {
      cron = parser.parse(withWeekdaysListed(fields));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is not a cron expression (%s); %s".formatted(expression, reason(e), EXPECTED), e);
    }
    CronTimes parsed = new CronTimes(fields, cron, zone);
    if (parsed.next(Instant.EPOCH).isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is a time that never comes: no such month has such a day".formatted(expression));
    }
    return parsed;
  }

  private static String withWeekdaysListed(String fields) {
    String spaced = fields.replaceAll("\\s+", " ");
    int weekdays = spaced.lastIndexOf(' ') + 1;
    return spaced.substring(0, weekdays) + Weekdays.listed(spaced.substring(weekdays));
  }

  public Optional<Instant> next(Instant after) {
    ZoneRules rules = zone.getRules();
    Instant from = after;
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime clock = shown(after, offset, rules);
    while (true) {
      Optional<LocalDateTime> candidate = nextShown(clock);
      if (candidate.isEmpty()) {
        return Optional.empty();
      }
      Instant time = candidate.get().toInstant(offset);
      @Nullable ZoneOffsetTransition change = rules.nextTransition(from);
      if (change == null || time.isBefore(change.getInstant())) {
        return Optional.of(time);
      }
      if (change.isGap() && !everyHour && candidate.get().isBefore(change.getDateTimeAfter())) {
        return Optional.of(change.getInstant());
      }
      from = change.getInstant();
      offset = change.getOffsetAfter();
      clock = justBefore(firstNew(change));
    }
  }

  @Override
  public String toString() {
    return expression;
  }

  /** What the clock shows; while it shows an hour a second time, the end of that if it is over. */
  private LocalDateTime shown(Instant moment, ZoneOffset offset, ZoneRules rules) {
    LocalDateTime shown = LocalDateTime.ofInstant(moment, offset);
    @Nullable ZoneOffsetTransition last = rules.previousTransition(moment.plusNanos(1));
    if (last == null || !shown.isBefore(firstNew(last))) {
      return shown;
    }
    return justBefore(firstNew(last));
  }

  /** The first time of day after a change that has not been shown before. */
  private LocalDateTime firstNew(ZoneOffsetTransition change) {
    return change.isOverlap() && !everyHour
        ? change.getDateTimeBefore()
        : change.getDateTimeAfter();
  }

  private static LocalDateTime justBefore(LocalDateTime time) {
    return time.minusNanos(1);
  }

  private Optional<LocalDateTime> nextShown(LocalDateTime clock) {
    return times.nextExecution(clock.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }

  private static String reason(IllegalArgumentException e) {
    String message =
        String.valueOf(e.getMessage()).replace("Failed to parse cron expression. ", "");
    return message.isEmpty()
        ? "it cannot be read"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1).replaceAll("[!.]$", "");
  }

  private static CronDefinition definition(boolean withSeconds) {
    CronDefinitionBuilder fields = CronDefinitionBuilder.defineCron();
    if (withSeconds) {
      fields = fields.withSeconds().withStrictRange().and();
    }
    return fields
        .withMinutes()
        .withStrictRange()
        .and()
        .withHours()
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .withStrictRange()
        .and()
        .withMonth()
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .withIntMapping(7, 0)
        .withStrictRange()
        .and()
        .withSupportedNicknameHourly()
        .withSupportedNicknameDaily()
        .withSupportedNicknameMidnight()
        .withSupportedNicknameWeekly()
        .withSupportedNicknameMonthly()
        .withSupportedNicknameYearly()
        .withSupportedNicknameAnnually()
        .instance();
  }
}
