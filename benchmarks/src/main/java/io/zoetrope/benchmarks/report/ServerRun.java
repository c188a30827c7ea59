package io.zoetrope.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.server.ServerUse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One server under one number of viewers.
 *
 * @param load missing if the run failed, and then {@code failure} says why
 * @param use missing if the server's process is unknown
 * @param timesFloor missing if no floor was measured in the same run
 * @param longestPauseMillis missing if the server keeps no log of its garbage collection
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

  public static ServerRun of(
      String server,
      int viewers,
      LoadReport load,
      @Nullable ServerUse use,
      @Nullable Double pauseMillis) {
    Double cost = use == null || load.bytes() == 0 ? null : use.cpuSeconds() / (load.bytes() / 1e9);
    return new ServerRun(server, viewers, load, use, cost, null, pauseMillis, null);
  }

  public static ServerRun failed(String server, int viewers, String failure) {
    return new ServerRun(server, viewers, null, null, null, null, null, failure);
  }

  public ServerRun named(String name) {
    return new ServerRun(
        name, viewers, load, use, cpuSecondsPerGigabyte, timesFloor, longestPauseMillis, failure);
  }

  /** The same run, compared with what the floor pays for a gigabyte. */
  public ServerRun comparedWith(@Nullable Double floor) {
    Double cost = cpuSecondsPerGigabyte;
    Double ratio = cost == null || floor == null || floor == 0 ? null : cost / floor;
    return new ServerRun(server, viewers, load, use, cost, ratio, longestPauseMillis, failure);
  }

  /** Whether the figures can be trusted to be the server's. */
  @JsonProperty
  public boolean valid() {
    return load != null && !load.own().bottleneck() && load.lost() == 0 && load.broken() == 0;
  }

  /** What a reader must know before trusting them. */
  @JsonProperty
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

  /** A cell about the load; a dash if the run failed. */
  public String ofLoad(Function<LoadReport, Object> cell) {
    return load == null ? "-" : cell.apply(load).toString();
  }

  /** A cell about the server's process; a dash if that is unknown. */
  public String ofUse(Function<ServerUse, Object> cell) {
    return use == null ? "-" : cell.apply(use).toString();
  }

  public String rates() {
    return ofLoad(load -> Figures.spread(load.framesPerSecond(), "%.1f"));
  }

  public String delays() {
    return ofLoad(load -> Figures.delays(load.delayMillis()));
  }

  public String corePercent() {
    return ofUse(use -> Figures.number(use.coreShare() * 100, "%.0f"));
  }

  public String memory() {
    return ofUse(ServerUse::memory);
  }

  public String loadPercent() {
    return ofLoad(load -> Figures.number(load.own().share() * 100, "%.0f"));
  }

  public String note() {
    return String.join("; ", notes());
  }
}
