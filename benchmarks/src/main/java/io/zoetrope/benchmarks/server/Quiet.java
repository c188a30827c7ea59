package io.zoetrope.benchmarks.server;

import java.util.List;

/**
 * How quiet a server was for a while. Threads and child processes are those at its end, pictures
 * those shown meanwhile.
 */
public record Quiet(
    String when,
    ServerUse use,
    long childProcesses,
    int captureThreads,
    List<String> states,
    long pictures) {

  public double corePercent() {
    return use.coreShare() * 100;
  }
}
