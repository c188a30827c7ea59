package io.zoetrope.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes what is logged: a line, and for an exception a second one. One thread at a time. */
final class LogLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final DateTimeFormatter time =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
          .withZone(ZoneId.systemDefault());
  private final RedactedMessage message = new RedactedMessage();
  private final RedactedException exception = new RedactedException();

  @Override
  public void start() {
    exception.setOptionList(List.of("short"));
    exception.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(128);
    time.formatTo(event.getInstant(), line);
    line.append(' ').append(event.getLevel());
    line.repeat(' ', Math.max(1, 6 - event.getLevel().toString().length()));
    line.append(message.convert(event)).append(System.lineSeparator());
    line.append(exception.convert(event));
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
