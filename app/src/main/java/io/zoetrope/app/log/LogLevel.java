package io.zoetrope.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** How much Zoetrope writes to its log. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG;

  public static final String EXPECTED = "error, warn, info or debug";

  private static final String OWN_LOGGERS = "io.zoetrope";

  public static Optional<LogLevel> of(String name) {
    return Arrays.stream(values()).filter(level -> level.label().equals(name)).findFirst();
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public void apply() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      applyTo(context);
    }
  }

  /**
   * Libraries never say more than warnings: what they write below that is about themselves, and may
   * hold the commands, headers and passwords that they send.
   */
  void applyTo(LoggerContext context) {
    Level level = Level.toLevel(name());
    context.getLogger(OWN_LOGGERS).setLevel(level);
    context
        .getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
        .setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
  }
}
