package io.zoetrope.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import io.zoetrope.core.secret.Secrets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Formats log events: one line, and a second one for an exception. One thread at a time. */
final class LogLines extends LayoutBase<ILoggingEvent> {
  private final DateTimeFormatter time =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
          .withZone(ZoneId.systemDefault());
  private final ThrowableProxyConverter exception = new ThrowableProxyConverter();

  @Override
  public void start() {
    exception.setOptionList(List.of("short"));
    exception.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(128);
    time.formatTo(event.getInstant(), line);
    line.append(' ').append(event.getLevel());
    line.repeat(' ', Math.max(1, 6 - event.getLevel().toString().length()));
    line.append(message(event)).append(System.lineSeparator());
    line.append(Secrets.mask(exception.convert(event)));
    return line.toString();
  }

  /**
   * Our own lines were masked when they were written, and may hold examples. Libraries know nothing
   * of secrets, and lines for debugging are not worth the care.
   */
  private static String message(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    boolean masked =
        event.getLoggerName().startsWith("io.zoetrope.")
            && event.getLevel().isGreaterOrEqual(Level.INFO);
    return masked ? message : Secrets.mask(message);
  }
}
