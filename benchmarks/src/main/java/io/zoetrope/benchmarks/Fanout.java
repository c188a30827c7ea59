package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Outcome;
import io.zoetrope.benchmarks.report.Results;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.Peer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the thread that calls {@link #run}. One stream to many viewers: each server alone, one
 * after the other, the floor first, for every number of viewers.
 */
final class Fanout {
  private final FanoutOptions options;
  private final Workbench bench;
  private final List<Outcome> outcomes = new ArrayList<>();

  Fanout(FanoutOptions options, Workbench bench) {
    this.options = options;
    this.bench = bench;
  }

  Results run() throws IOException, UsageException {
    Instant at = Instant.now();
    boolean zoetrope = !options.skip().contains(FanoutOptions.ZOETROPE);
    ZoetropeServer server = zoetrope ? bench.zoetrope() : null;
    Floor floor = options.skip().contains(FanoutOptions.FLOOR) ? null : bench.floor();
    for (int viewers : options.viewers()) {
      Double floorCost = null;
      if (floor != null) {
        for (Floor.Form form : Floor.Form.values()) {
          String name = "floor " + form.word();
          Outcome outcome = measure(name, viewers, floorCost, () -> bench.start(floor, form));
          floorCost = floorCost == null ? outcome.cpuSecondsPerGigabyte() : floorCost;
        }
      }
      if (server != null) {
        int fps = options.settings().fps();
        measure("zoetrope", viewers, floorCost, () -> server.start(fps, bench.cores()));
      }
      for (Peer peer : options.peers()) {
        measure(peer.name(), viewers, floorCost, () -> peer);
      }
    }
    return new Results("Fan-out", at, bench.setting(), bench.remarks(), outcomes);
  }

  private Outcome measure(
      String name, int viewers, @Nullable Double floorCost, Workbench.Start start) {
    Outcome outcome = bench.measure(name, options.crowd(viewers), floorCost, start);
    outcomes.add(outcome);
    return outcome;
  }
}
