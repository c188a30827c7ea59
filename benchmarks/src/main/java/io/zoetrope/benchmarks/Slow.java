package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.WindowListener;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.server.QueueWatch;
import io.zoetrope.benchmarks.server.Queues;
import io.zoetrope.benchmarks.server.RunningServer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the thread that calls {@link #run}. All runs are of one server, one after the other, so
 * that each finds it as warm as the others did.
 */
final class Slow {
  private final SlowOptions options;
  private final Workbench bench;

  Slow(SlowOptions options, Workbench bench) {
    this.options = options;
    this.bench = bench;
  }

  SlowRuns run() throws IOException, UsageException {
    Crowd all = Crowd.of(options.viewers());
    Crowd others = Crowd.of(options.viewers() - options.slow());
    int fps = options.settings().fps();
    try (RunningServer server = bench.zoetrope().start(fps, bench.cores())) {
      var _ = measure(server, "not counted, to warm the server", all);
      ServerRun reference = measure(server, "all read", asLongAsOthersStall(all));
      ServerRun alone = measure(server, "the others alone", others);
      ServerRun stalled = null;
      Queues queues = null;
      if (options.stalled() > 0) {
        QueueWatch watch = new QueueWatch(server.stream().getPort());
        Crowd crowd = all.stalling(options.stalled(), options.stallSeconds(), options.buffer());
        stalled = measure(server, options.stalled() + " stall", crowd, watch);
        queues = watch.queues().orElse(null);
      }
      return new SlowRuns(reference, alone, stalled, queues, halfRate(server, all));
    }
  }

  /** A server's memory grows in its first minute, whoever watches. */
  private Crowd asLongAsOthersStall(Crowd all) {
    return options.stalled() == 0 ? all : all.stalling(0, options.stallSeconds(), 0);
  }

  private @Nullable ServerRun halfRate(RunningServer server, Crowd all) {
    return options.halfRate() == 0
        ? null
        : measure(
            server,
            options.halfRate() + " at half rate",
            all.atHalfRate(options.halfRate(), options.buffer()));
  }

  private ServerRun measure(
      RunningServer server, String name, Crowd crowd, WindowListener... listeners) {
    try {
      return bench.measureOn(server, name, crowd, listeners);
    } catch (IOException e) {
      return ServerRun.failed(name, crowd.viewers(), String.valueOf(e.getMessage()));
    }
  }
}
