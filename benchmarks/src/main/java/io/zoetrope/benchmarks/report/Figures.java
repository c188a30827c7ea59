package io.zoetrope.benchmarks.report;

import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.load.Spread;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** For any thread. How tables show figures; a dash where there is none. */
public final class Figures {
  private Figures() {}

  public static String delays(Delays delays) {
    return delays.count() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f/%.1f/%.1f", delays.p50(), delays.p99(), delays.max());
  }

  /** Least, middle and most. */
  public static String spread(Spread spread, String form) {
    return number(spread.min(), form) + "/" + upper(spread, form);
  }

  /** Middle and most. */
  public static String upper(Spread spread, String form) {
    return number(spread.median(), form) + "/" + number(spread.max(), form);
  }

  public static String number(@Nullable Double value, String form) {
    return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, form, value);
  }
}
