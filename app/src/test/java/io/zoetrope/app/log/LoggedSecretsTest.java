package io.zoetrope.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log as {@link LogSetup} sets it up. */
class LoggedSecretsTest {
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void adviceThatShowsALoginIsNotMasked() {
    assertThat(line("io.zoetrope.app.X", "write http://user:password@host/path", null))
        .contains("write http://user:password@host/path");
  }

  @Test
  void messagesOfLibrariesAndExceptionsAreMasked() {
    assertThat(line("io.vertx.X", "no way to http://me:hunter2@host/?t=hunter2", null))
        .contains("no way to http://***@host/?t=***");
    assertThat(
            line("io.zoetrope.app.X", "failed", new IllegalStateException("rtsp://me:hunter2@h/")))
        .contains("failed", "IllegalStateException: rtsp://***@h/")
        .doesNotContain("hunter2");
  }

  @Test
  void allDebugMessagesAreMasked() {
    assertThat(line(Level.DEBUG, "io.zoetrope.app.X", "reading rtsp://me:hunter2@h/", null))
        .contains("reading rtsp://***@h/");
  }

  @Test
  void everyLineHasDateTimeAndZone() {
    assertThat(line("io.zoetrope.app.X", "the door opens", null))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) WARN  the door opens\\R");
  }

  @Test
  void theLevelAppliesToOurOwnMessages() {
    for (LogLevel level : LogLevel.values()) {
      level.applyTo(context);
      Logger own = context.getLogger("io.zoetrope.app.X");
      assertThat(own.isErrorEnabled()).isTrue();
      assertThat(own.isWarnEnabled()).isEqualTo(level.compareTo(LogLevel.WARN) >= 0);
      assertThat(own.isInfoEnabled()).isEqualTo(level.compareTo(LogLevel.INFO) >= 0);
      assertThat(own.isDebugEnabled()).isEqualTo(level == LogLevel.DEBUG);
      assertThat(own.isTraceEnabled()).isFalse();
    }
  }

  @Test
  void librariesLogNothingBelowWarningsAtAnyLevel() {
    for (LogLevel level : LogLevel.values()) {
      level.applyTo(context);
      assertThat(context.getLogger("io.lettuce.core.X").isInfoEnabled()).isFalse();
      assertThat(context.getLogger("io.vertx.X").isWarnEnabled())
          .isEqualTo(level != LogLevel.ERROR);
    }
  }

  private String line(String logger, String message, @Nullable Throwable thrown) {
    return line(Level.WARN, logger, message, thrown);
  }

  private String line(Level level, String logger, String message, @Nullable Throwable thrown) {
    LogSetup.setUp(context);
    AsyncAppender later = (AsyncAppender) context.getLogger("ROOT").getAppender("LATER");
    ConsoleAppender<ILoggingEvent> console =
        (ConsoleAppender<ILoggingEvent>) later.getAppender("STDERR");
    LoggingEvent event =
        new LoggingEvent("", context.getLogger(logger), level, message, thrown, null);
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
