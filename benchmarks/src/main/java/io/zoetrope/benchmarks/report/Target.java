package io.zoetrope.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A figure that is to be reached, beside the one that was. */
public record Target(String what, String wanted, String measured, boolean met) {

  /** One that must not be more. */
  public static Target atMost(String what, double most, double measured, String form) {
    return new Target(
        what,
        "at most " + String.format(Locale.ROOT, form, most),
        String.format(Locale.ROOT, form, measured),
        measured <= most);
  }

  /** One that must not be less. */
  public static Target atLeast(String what, double least, double measured, String form) {
    return new Target(
        what,
        "at least " + String.format(Locale.ROOT, form, least),
        String.format(Locale.ROOT, form, measured),
        measured >= least);
  }

  /** One that must lie between two. */
  public static Target between(
      String what, double least, double most, double measured, String form) {
    return new Target(
        what,
        String.format(Locale.ROOT, form + " to " + form, least, most),
        String.format(Locale.ROOT, form, measured),
        measured >= least && measured <= most);
  }

  static Table table(List<Target> targets) {
    Table table = new Table("target", "wanted", "measured", "");
    for (Target target : targets) {
      table.row(
          List.of(
              target.what(), target.wanted(), target.measured(), target.met() ? "met" : "MISSED"));
    }
    return table;
  }
}
