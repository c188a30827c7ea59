package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Outcome;
import io.zoetrope.benchmarks.report.Results;
import io.zoetrope.benchmarks.server.FlaskServer;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.Peer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the thread that calls {@link #run}. One stream to many viewers: each server alone, in
 * turns, for every number of viewers.
 *
 * <p>What else goes on in a machine only ever adds to a cost. So of several rounds the cheapest
 * counts, for the floor as for all others.
 */
final class Fanout {
  static final String FLOOR = "floor send";
  private static final int WARMING_VIEWERS = 1600;

  private final FanoutOptions options;
  private final Workbench bench;

  Fanout(FanoutOptions options, Workbench bench) {
    this.options = options;
    this.bench = bench;
  }

  Results run() throws IOException, UsageException {
    Instant at = Instant.now();
    Map<String, Workbench.Start> servers = servers();
    warmTheMachine(servers.get(FLOOR));
    List<Outcome> outcomes = new ArrayList<>();
    for (int viewers : options.viewers()) {
      outcomes.addAll(measure(servers, viewers));
    }
    if (Collections.max(options.viewers()) > options.mostReading()) {
      bench.remark(
          "more than "
              + options.mostReading()
              + " viewers throw pictures away in the kernel, since reading them would cost the load"
              + " more than the server; compare rows of one number of viewers only");
    }
    if (options.rounds() > 1) {
      bench.remark("the cheapest of " + options.rounds() + " rounds of each");
    }
    return new Results(
        "Fan-out", at, bench.setting(), bench.remarks(), outcomes, FanoutTargets.of(outcomes));
  }

  /** By name, in the order they are measured. */
  private Map<String, Workbench.Start> servers() throws IOException, UsageException {
    Map<String, Workbench.Start> servers = new LinkedHashMap<>();
    Floor floor = options.skip().contains(FanoutOptions.FLOOR) ? null : bench.floor();
    if (floor != null) {
      servers.put(FLOOR, () -> bench.start(floor, Floor.Form.SEND));
      servers.put("floor sendfile", () -> bench.start(floor, Floor.Form.SENDFILE));
    }
    if (!options.skip().contains(FanoutOptions.ZOETROPE)) {
      ZoetropeServer server = bench.zoetrope();
      int fps = options.settings().fps();
      for (int loops : options.eventLoops()) {
        String name = loops == 0 ? "zoetrope" : "zoetrope, loops: " + loops;
        servers.put(name, () -> server.withEventLoops(loops).start(fps, bench.cores()));
      }
    }
    if (options.flask()) {
      FlaskServer flask = bench.flask();
      int fps = options.settings().fps();
      servers.put(FlaskServer.NAME, () -> flask.start(fps, bench.cores()));
    }
    for (Peer peer : options.peers()) {
      servers.put(peer.name(), () -> peer);
    }
    return servers;
  }

  /**
   * Memory that the kernel takes for the first time costs more, and much more in a virtual machine,
   * where the host has to find it. Whoever came first would pay for that.
   */
  private void warmTheMachine(Workbench.@Nullable Start floor) {
    if (floor != null) {
      int most = Math.min(WARMING_VIEWERS, Collections.max(options.viewers()));
      bench.tell("warming the machine's memory; this run does not count");
      Outcome _ = bench.measure(FLOOR, options.crowd(most), floor);
    }
  }

  private List<Outcome> measure(Map<String, Workbench.Start> servers, int viewers) {
    Map<String, Outcome> best = new LinkedHashMap<>();
    for (int round = 1; round <= options.rounds(); round++) {
      servers.forEach((name, start) -> {
        Outcome outcome = bench.measure(name, options.crowd(viewers), start);
        best.merge(name, outcome, Fanout::cheaper);
      });
    }
    Outcome floor = best.get(FLOOR);
    Double cost = floor == null ? null : floor.cpuSecondsPerGigabyte();
    return best.values().stream().map(outcome -> outcome.beside(cost)).toList();
  }

  /** The one to keep of two rounds; a round that cannot be believed never wins. */
  static Outcome cheaper(Outcome first, Outcome second) {
    if (first.valid() != second.valid()) {
      return first.valid() ? first : second;
    }
    return cost(second) < cost(first) ? second : first;
  }

  private static double cost(Outcome outcome) {
    Double cost = outcome.cpuSecondsPerGigabyte();
    return cost == null || cost.isNaN() ? Double.MAX_VALUE : cost;
  }
}
