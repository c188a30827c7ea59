package io.zoetrope.web.http;

import java.time.Instant;

/** Times as {@code seconds.micros} since 1970, as mjpg-streamer and µStreamer write them. */
public final class EpochSeconds {

  private EpochSeconds() {}

  public static String format(Instant instant) {
    return append(new StringBuilder(20), instant).toString();
  }

  public static StringBuilder append(StringBuilder to, Instant instant) {
    int micros = instant.getNano() / 1000;
    to.append(instant.getEpochSecond()).append('.');
    for (int digit = 100_000; digit > 1 && micros < digit; digit /= 10) {
      to.append('0');
    }
    return to.append(micros);
  }
}
