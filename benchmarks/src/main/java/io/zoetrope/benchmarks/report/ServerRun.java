package io.zoetrope.benchmarks.report;

import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.server.ServerUse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One server under one number of viewers. {@code load} is missing where the run failed, and then
 * {@code failure} says why; {@code use} where the server's process is not known; {@code timesFloor}
 * where no floor was measured beside it; {@code longestPauseMillis} where the server keeps no log
 * of its garbage collection.
 */
public record ServerRun(
    String server,
    int viewers,
    @Nullable LoadReport load,
    @Nullable ServerUse use,
    @Nullable Double cpuSecondsPerGigabyte,
    @Nullable Double timesFloor,
    @Nullable Double longestPauseMillis,
    @Nullable String failure) {
  private static final double NOISY = 0.1;

  public static ServerRun of(String server, int viewers, LoadReport load, @Nullable ServerUse use) {
    Double cost = use == null ? null : use.cpuSecondsPerGigabyte(load.bytes());
    return new ServerRun(server, viewers, load, use, cost, null, null, null);
  }

  public static ServerRun failed(String server, int viewers, String failure) {
    return new ServerRun(server, viewers, null, null, null, null, null, failure);
  }

  /** The same under another name. */
  public ServerRun named(String name) {
    return new ServerRun(
        name, viewers, load, use, cpuSecondsPerGigabyte, timesFloor, longestPauseMillis, failure);
  }

  /** The same beside what the floor's gigabyte cost. */
  public ServerRun beside(@Nullable Double floor) {
    Double cost = cpuSecondsPerGigabyte;
    Double ratio = cost == null || floor == null || floor == 0 ? null : cost / floor;
    return new ServerRun(server, viewers, load, use, cost, ratio, longestPauseMillis, failure);
  }

  /** The same with the longest time that the server's collector stopped it. */
  public ServerRun pausedFor(@Nullable Double millis) {
    return new ServerRun(
        server, viewers, load, use, cpuSecondsPerGigabyte, timesFloor, millis, failure);
  }

  /** Whether the figures may be believed to be the server's. */
  public boolean valid() {
    return load != null && !load.own().bottleneck() && load.lost() == 0 && load.broken() == 0;
  }

  /** What a reader must know before believing them. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (failure != null) {
      notes.add("FAILED: " + failure);
    }
    if (load == null) {
      return notes;
    }
    if (load.own().bottleneck()) {
      notes.add("INVALID: the load was the bottleneck");
    }
    if (load.lost() > 0) {
      notes.add("LOST " + load.lost() + " viewers: " + load.firstLoss());
    }
    if (load.broken() > 0) {
      notes.add("BROKEN frames");
    }
    boolean serverWaited = use != null && use.waitSeconds() / use.seconds() > NOISY;
    if (load.own().waitShare() > NOISY || serverWaited) {
      notes.add("noisy: others used the cores");
    }
    return notes;
  }
}
