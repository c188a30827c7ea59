package io.zoetrope.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A figure that should be reached, and the one that was measured. */
public record Target(String what, String wanted, String measured, boolean met) {

  public static Target atMost(String what, double most, double measured, String form) {
    return of(what, "at most " + form, most, measured, form, measured <= most);
  }

  public static Target atLeast(String what, double least, double measured, String form) {
    return of(what, "at least " + form, least, measured, form, measured >= least);
  }

  public static Target between(
      String what, double least, double most, double measured, String form) {
    String wanted = String.format(Locale.ROOT, form + " to " + form, least, most);
    return new Target(
        what,
        wanted,
        String.format(Locale.ROOT, form, measured),
        measured >= least && measured <= most);
  }

  private static Target of(
      String what, String wantedForm, double wanted, double measured, String form, boolean met) {
    return new Target(
        what,
        String.format(Locale.ROOT, wantedForm, wanted),
        String.format(Locale.ROOT, form, measured),
        met);
  }

  static BenchTable<Target> table(List<Target> targets) {
    return new BenchTable<>(targets)
        .column("target", Target::what)
        .column("wanted", Target::wanted)
        .column("measured", Target::measured)
        .column("", target -> target.met() ? "met" : "MISSED");
  }
}
