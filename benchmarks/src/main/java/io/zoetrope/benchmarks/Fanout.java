package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Results;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.Peer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
  static final String FLOOR_IN_FILES = "floor sendfile";
  static final String DISCARDING = ", discarding";
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
    List<ServerRun> outcomes = new ArrayList<>();
    for (int reading : options.mostReading()) {
      for (int viewers : options.viewers()) {
        outcomes.addAll(measure(servers, viewers, reading));
      }
    }
    int mostReading = Collections.min(options.mostReading());
    if (Collections.max(options.viewers()) > mostReading) {
      bench.remark(
          "more than "
              + mostReading
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
      servers.put(FLOOR_IN_FILES, () -> bench.start(floor, Floor.Form.SENDFILE));
    }
    if (!options.skip().contains(FanoutOptions.ZOETROPE)) {
      ZoetropeServer server = bench.zoetrope();
      int fps = options.settings().fps();
      for (int loops : options.eventLoops()) {
        String name = loops == 0 ? "zoetrope" : "zoetrope, loops: " + loops;
        servers.put(name, () -> server.withEventLoops(loops).start(fps, bench.cores()));
      }
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
      int reading = Collections.max(options.mostReading());
      ServerRun _ = bench.measure(FLOOR, options.crowd(most, reading), floor);
    }
  }

  private List<ServerRun> measure(
      Map<String, Workbench.Start> servers, int viewers, int mostReading) {
    Map<String, ServerRun> best = new LinkedHashMap<>();
    for (int round = 1; round <= options.rounds(); round++) {
      servers.forEach((name, start) -> {
        ServerRun outcome = bench.measure(name, options.crowd(viewers, mostReading), start);
        best.merge(name, outcome, Fanout::cheaper);
      });
    }
    boolean told = options.mostReading().size() > 1 && viewers > mostReading;
    return besideFloor(best).stream()
        .map(outcome -> told ? outcome.named(outcome.server() + DISCARDING) : outcome)
        .toList();
  }

  /** Which floor is the cheaper one depends on the machine and on what the viewers do. */
  static List<ServerRun> besideFloor(Map<String, ServerRun> outcomes) {
    Double cost =
        Stream.of(FLOOR, FLOOR_IN_FILES)
            .map(outcomes::get)
            .filter(Objects::nonNull)
            .filter(ServerRun::valid)
            .map(ServerRun::cpuSecondsPerGigabyte)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return outcomes.values().stream().map(outcome -> outcome.beside(cost)).toList();
  }

  /** The one to keep of two rounds; a round that cannot be believed never wins. */
  static ServerRun cheaper(ServerRun first, ServerRun second) {
    if (first.valid() != second.valid()) {
      return first.valid() ? first : second;
    }
    return cost(second) < cost(first) ? second : first;
  }

  private static double cost(ServerRun outcome) {
    Double cost = outcome.cpuSecondsPerGigabyte();
    return cost == null || cost.isNaN() ? Double.MAX_VALUE : cost;
  }
}
