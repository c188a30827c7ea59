package io.zoetrope.benchmarks.server;

/** The least that a JVM can be started for. */
public final class BareMain {
  static final String LINE = "ready";

  private BareMain() {}

  public static void main(String[] words) {
    System.out.println(LINE);
  }
}
