package io.zoetrope.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.zoetrope.core.secret.Secrets;

/**
 * What is logged. Libraries know nothing of secrets, so those of addresses are masked in their
 * words. Our own lines masked them when they came in, and may hold examples; those for debugging
 * hold none, so they are masked once more. Any thread.
 */
public final class RedactedMessage extends ClassicConverter {
  private static final String OWN_LOGGERS = "io.zoetrope.";

  @Override
  public String convert(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    boolean ours = event.getLoggerName().startsWith(OWN_LOGGERS);
    return ours && event.getLevel().isGreaterOrEqual(Level.INFO) ? message : Secrets.mask(message);
  }
}
