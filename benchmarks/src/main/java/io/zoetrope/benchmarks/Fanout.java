package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.ViewerLoad;
import io.zoetrope.benchmarks.load.WindowListener;
import io.zoetrope.benchmarks.report.Outcome;
import io.zoetrope.benchmarks.report.Results;
import io.zoetrope.benchmarks.server.Cores;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.PaddedJpegs;
import io.zoetrope.benchmarks.server.Peer;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ServerMeter;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the thread that calls {@link #run}. One stream to many viewers: each server alone, one
 * after the other, the floor first, for every number of viewers.
 */
final class Fanout {
  private static final int PICTURES = 8;

  private final FanoutOptions options;
  private final Path root;
  private final PrintStream progress;
  private final Cores cores;
  private final List<String> remarks = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  /** Starts a server, or takes one that runs. */
  private interface Start {
    RunningServer server() throws IOException;
  }

  Fanout(FanoutOptions options, Path root, PrintStream progress) {
    this.options = options;
    this.root = root;
    this.progress = progress;
    this.cores =
        options.unpinned()
            ? Cores.unpinned("unpinned: server and load run on any core")
            : Cores.apart();
  }

  Results run() throws IOException, UsageException {
    Instant at = Instant.now();
    boolean zoetrope = !options.skip().contains(FanoutOptions.ZOETROPE);
    ZoetropeServer server = zoetrope ? zoetrope() : null;
    Floor floor = options.skip().contains(FanoutOptions.FLOOR) ? null : floor();
    for (int viewers : options.viewers()) {
      Double floorCost = null;
      if (floor != null) {
        for (Floor.Form form : Floor.Form.values()) {
          Outcome outcome =
              measure(
                  "floor " + form.word(),
                  viewers,
                  floorCost,
                  () ->
                      floor.start(form, options.frameBytes(), options.fps(), lifeSeconds(), cores));
          floorCost = floorCost == null ? outcome.cpuSecondsPerGigabyte() : floorCost;
        }
      }
      if (server != null) {
        measure("zoetrope", viewers, floorCost, () -> server.start(options.fps(), cores));
      }
      for (Peer peer : options.peers()) {
        measure(peer.name(), viewers, floorCost, () -> peer);
      }
    }
    if (!cores.note().isEmpty()) {
      remarks.add(cores.note());
    }
    return new Results("Fan-out", at, setting(), remarks, outcomes);
  }

  private Outcome measure(String name, int viewers, @Nullable Double floorCost, Start start) {
    progress.printf(
        "%s, %d viewers: %d s to warm up, %d s measured%n",
        name, viewers, options.warmUp(), options.windowSeconds());
    Outcome outcome;
    try (RunningServer server = start.server()) {
      outcome = measure(name, viewers, floorCost, server);
    } catch (IOException e) {
      outcome = Outcome.failed(name, viewers, String.valueOf(e.getMessage()));
    }
    outcomes.add(outcome);
    return outcome;
  }

  private Outcome measure(
      String name, int viewers, @Nullable Double floorCost, RunningServer server)
      throws IOException {
    var plan = options.plan(server, viewers, cores.pinned());
    if (server.pid() == 0) {
      LoadReport load = new ViewerLoad(plan, WindowListener.NONE).run();
      return Outcome.of(name, viewers, load, null, floorCost);
    }
    try (ServerMeter meter = new ServerMeter(server.pid())) {
      LoadReport load = new ViewerLoad(plan, meter).run();
      return Outcome.of(name, viewers, load, meter.use(), floorCost);
    }
  }

  private ZoetropeServer zoetrope() throws IOException, UsageException {
    if (!Files.isExecutable(options.zoetrope())) {
      throw new UsageException(
          "there is no command zoetrope to start; give --zoetrope PATH or --skip zoetrope");
    }
    int smallest = PaddedJpegs.smallest();
    if (options.frameBytes() < smallest) {
      throw new UsageException("--frame-bytes must be at least " + smallest + " for zoetrope");
    }
    Path pictures = target().resolve("pictures-" + options.frameBytes());
    PaddedJpegs.write(pictures, PICTURES, options.frameBytes());
    return new ZoetropeServer(options.zoetrope(), pictures, results());
  }

  private @Nullable Floor floor() {
    Path program = target().resolve("floor");
    if (Files.isExecutable(program)) {
      return new Floor(program, results());
    }
    remarks.add("no floor was measured: it needs Linux and a C compiler named cc");
    return null;
  }

  private int lifeSeconds() {
    return options.warmUp() + options.windowSeconds() + 120;
  }

  private String setting() {
    return "%d bytes a frame, %d frames/s, %d s measured after %d s; %s"
        .formatted(
            options.frameBytes(),
            options.fps(),
            options.windowSeconds(),
            options.warmUp(),
            cores.pinned() ? "server on one core, load on another" : "cores shared");
  }

  Path results() {
    return target().resolve("results");
  }

  private Path target() {
    return root.resolve("benchmarks").resolve("target");
  }
}
