package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Crowd;
import io.zoetrope.benchmarks.report.BenchReport;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.Peer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./bench fanout}: each server alone, in turns, for every number of viewers.
 *
 * <p>Whatever else runs on a machine only adds to a cost. So of several rounds the cheapest counts,
 * for the floor as for all others.
 */
@Command(
    name = "fanout",
    description = "one stream to many viewers, compared with the floor of this machine")
final class FanoutCommand extends BenchCommand {
  static final String FLOOR = "floor send";
  static final String FLOOR_IN_FILES = "floor sendfile";
  static final List<String> FLOORS = List.of(FLOOR, FLOOR_IN_FILES);
  private static final int WARMING_VIEWERS = 1600;
  private static final int VIDEO_FRAME_BYTES = 20_000;
  private static final int VIDEO_FPS = 25;
  private static final List<Integer> VIDEO_VIEWERS = List.of(1, 200);

  /** What can be left out. */
  enum Skipped {
    zoetrope,
    floor
  }

  /** What the viewers watch. */
  enum Codec {
    /** Pictures of exactly as many bytes as asked for, as multipart. */
    jpeg,

    /** Video of about that many bytes a frame, as endless MP4. */
    h264
  }

  @Option(
      names = "--codec",
      description =
          "what the viewers watch (${DEFAULT-VALUE}); of h264 1 and 200 viewers at 4 Mbit/s, unless"
              + " said otherwise")
  Codec codec = Codec.jpeg;

  @Range(least = 1, most = 20_000)
  @Option(
      names = "--viewers",
      split = ",",
      defaultValue = "1,100,400,1600,5000",
      description = "how many (${DEFAULT-VALUE})")
  List<Integer> viewers;

  @Range(least = 0, most = 20_000)
  @Option(
      names = "--reading",
      split = ",",
      defaultValue = "" + Crowd.MOST_READING,
      description =
          "the most viewers that read what they get; more throw it away (${DEFAULT-VALUE})."
              + " 0,2000 measures both kinds")
  List<Integer> reading;

  @Range(least = 1, most = 20)
  @Option(
      names = "--rounds",
      description = "how often to measure each; the cheapest counts (${DEFAULT-VALUE})")
  int rounds = 2;

  @Option(
      names = "--peer",
      paramLabel = "NAME=URL[,PID]",
      converter = Peer.Converter.class,
      description = "also measure a server that runs on this machine; may be repeated")
  List<Peer> peers = List.of();

  @Option(
      names = "--skip",
      paramLabel = "zoetrope|floor",
      description = "leave one out; may be repeated")
  Set<Skipped> skip = Set.of();

  @Mixin LoadOptions load = new LoadOptions(10, 5);

  @Override
  BenchReport measure() throws IOException, UsageException {
    if (skip.size() == Skipped.values().length && peers.isEmpty()) {
      throw new UsageException("nothing is left to measure: add a --peer or skip less");
    }
    if (codec == Codec.h264) {
      load.frameBytes = given("--frame-bytes") ? load.frameBytes : VIDEO_FRAME_BYTES;
      load.fps = given("--fps") ? load.fps : VIDEO_FPS;
      viewers = given("--viewers") ? viewers : VIDEO_VIEWERS;
    }
    Workbench bench = workbench(load);
    Map<String, Workbench.Start> servers = servers(bench);
    warmTheMachine(bench, servers.get(FLOOR));
    List<ServerRun> runs = new ArrayList<>();
    for (int mostReading : reading) {
      for (int count : viewers) {
        runs.addAll(measure(bench, servers, count, mostReading));
      }
    }
    int mostReading = Collections.min(reading);
    if (Collections.max(viewers) > mostReading) {
      bench.remark(
          ("more than %d viewers throw pictures away in the kernel, because reading them would cost"
                  + " the load more than the server; compare rows of one number of viewers only")
              .formatted(mostReading));
    }
    if (rounds > 1) {
      bench.remark("the cheapest of " + rounds + " rounds of each");
    }
    return bench.report("Fan-out", table(runs), FanoutTargets.of(runs, codec == Codec.h264), runs);
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** By name, in the order they are measured. */
  private Map<String, Workbench.Start> servers(Workbench bench) throws IOException, UsageException {
    Map<String, Workbench.Start> servers = new LinkedHashMap<>();
    Floor floor = skip.contains(Skipped.floor) ? null : bench.floor();
    if (floor != null) {
      servers.put(FLOOR, () -> bench.start(floor, Floor.Form.SEND));
      servers.put(FLOOR_IN_FILES, () -> bench.start(floor, Floor.Form.SENDFILE));
    }
    if (!skip.contains(Skipped.zoetrope)) {
      ZoetropeServer server = codec == Codec.h264 ? bench.zoetropeWithVideo() : bench.zoetrope();
      servers.put("zoetrope", () -> bench.startZoetrope(server));
    }
    peers.forEach(peer -> servers.put(peer.name(), () -> peer));
    return servers;
  }

  /**
   * Memory that the kernel takes for the first time costs more, and much more in a virtual machine,
   * where the host has to find it. Whoever came first would pay for that.
   */
  private void warmTheMachine(Workbench bench, Workbench.@Nullable Start floor) {
    if (floor != null) {
      int most = Math.min(WARMING_VIEWERS, Collections.max(viewers));
      bench.tell("warming the machine's memory; this run does not count");
      var _ = bench.measure(FLOOR, Crowd.of(most).reading(Collections.max(reading)), floor);
    }
  }

  private List<ServerRun> measure(
      Workbench bench, Map<String, Workbench.Start> servers, int count, int mostReading) {
    Map<String, ServerRun> best = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      servers.forEach((name, start) -> {
        ServerRun run = bench.measure(name, Crowd.of(count).reading(mostReading), start);
        best.merge(name, run, FanoutCommand::cheaper);
      });
    }
    boolean told = reading.size() > 1 && count > mostReading;
    return comparedWithFloor(best, floors()).stream()
        .map(run -> told ? run.named(run.server() + ", discarding") : run)
        .toList();
  }

  /** Video is sent from buffers, so the floor for it is what the same writes cost. */
  private List<String> floors() {
    return codec == Codec.h264 ? List.of(FLOOR) : FLOORS;
  }

  /** Which floor is the cheaper one depends on the machine and on what the viewers do. */
  static List<ServerRun> comparedWithFloor(Map<String, ServerRun> runs, List<String> floors) {
    Double cost =
        floors.stream()
            .map(runs::get)
            .filter(Objects::nonNull)
            .filter(ServerRun::valid)
            .map(ServerRun::cpuSecondsPerGigabyte)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return runs.values().stream().map(run -> run.comparedWith(cost)).toList();
  }

  /** Which of two rounds counts: never one that cannot be trusted. */
  static ServerRun cheaper(ServerRun first, ServerRun second) {
    if (first.valid() != second.valid()) {
      return first.valid() ? first : second;
    }
    return cost(second) < cost(first) ? second : first;
  }

  private static double cost(ServerRun run) {
    Double cost = run.cpuSecondsPerGigabyte();
    return cost == null ? Double.MAX_VALUE : cost;
  }

  private static BenchTable<ServerRun> table(List<ServerRun> runs) {
    return new BenchTable<>(runs)
        .column("server", ServerRun::server)
        .column("viewers", ServerRun::viewers)
        .column("frames/s min/med/max", ServerRun::rates)
        .column("MB/s", run -> run.ofLoad(it -> Figures.number(it.megabytesPerSecond(), "%.0f")))
        .column("CPU s/GB", run -> Figures.number(run.cpuSecondsPerGigabyte(), "%.3f"))
        .column("x floor", run -> Figures.number(run.timesFloor(), "%.2f"))
        .column("core %", ServerRun::corePercent)
        .column("RSS MB (growth)", ServerRun::memory)
        .column("longest GC ms", run -> Figures.number(run.longestPauseMillis(), "%.1f"))
        .column("delay ms p50/p99/max", ServerRun::delays)
        .column("skipped", run -> run.ofLoad(it -> it.skipped()))
        .column("broken", run -> run.ofLoad(it -> it.broken()))
        .column("load %", ServerRun::loadPercent)
        .column("note", ServerRun::note);
  }
}
