package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.churn.Churn;
import io.zoetrope.benchmarks.churn.Held;
import io.zoetrope.benchmarks.report.BenchReport;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./bench churn}. */
@Command(
    name = "churn",
    description = "what stays in a server of clients that come and go on every route")
final class ChurnCommand extends BenchCommand {
  private static final double HEAP_MEGABYTES = 2;
  private static final int HANDLES = 2;

  @Range(least = 2, most = 24 * 60)
  @Option(
      names = "--minutes",
      description =
          "how long clients come and go (${DEFAULT-VALUE}); the first look is after 2 of them")
  int minutes = 10;

  @Range(least = 1, most = 1000)
  @Option(names = "--clients", description = "how many a second (${DEFAULT-VALUE})")
  int clients = 50;

  @Option(
      names = "--zoetrope",
      paramLabel = "PATH",
      description = "the command that starts the server (./zoetrope)")
  @Nullable Path zoetrope;

  @Override
  BenchReport measure() throws IOException, UsageException {
    Workbench bench = workbench(LoadOptions.onAnyCore(10, 5, zoetrope));
    ZoetropeServer server = bench.zoetrope();
    Path data =
        Files.createTempDirectory(Files.createDirectories(Workbench.target(root())), "data-");
    byte[] picture = Files.readAllBytes(server.pictures().resolve("000.jpg"));
    List<String> cameras = List.of(server.slideshow(10), "push:?takeover=true");
    try (RunningServer running =
        server.start(cameras, List.of("--data", data.toString()), bench.cores())) {
      Churn churn = new Churn(running, picture, bench::tell);
      List<Held> held = churn.run(clients, looks(minutes));
      if (churn.refused() > 0) {
        bench.remark("INVALID: %d clients found nobody listening".formatted(churn.refused()));
      }
      return bench.report(
          "Churn",
          "%d clients a second for %d minutes, each leaves in another way; %s"
              .formatted(clients, minutes, bench.setting()),
          List.of(table(held), routes(churn.counts())),
          targets(held),
          held,
          churn.refused() == 0);
    }
  }

  /** After the second minute, in which a server gets warm, and then after each second one. */
  static List<Integer> looks(int minutes) {
    Set<Integer> looks = new TreeSet<>(Set.of(Math.max(1, Math.min(2, minutes / 2)), minutes));
    for (int minute = 4; minute < minutes; minute += 2) {
      looks.add(minute);
    }
    return List.copyOf(looks);
  }

  static BenchTable<Held> table(List<Held> held) {
    return new BenchTable<>(held)
        .column("after minute", Held::minute)
        .column("clients", Held::clients)
        .column("live heap MB", now -> Figures.number(now.heapBytes() / 1e6, "%.2f"))
        .column("objects", Held::objects)
        .column("descriptors", Held::descriptors)
        .column("threads", Held::threads);
  }

  static BenchTable<Map.Entry<String, Long>> routes(Map<String, Long> counts) {
    return new BenchTable<>(List.copyOf(counts.entrySet()))
        .column("route", count -> count.getKey().split(" ", 2)[0])
        .column("left", count -> count.getKey().split(" ", 2)[1])
        .column("clients", Map.Entry::getValue);
  }

  static List<Target> targets(List<Held> held) {
    Held first = held.getFirst();
    Held last = held.getLast();
    String between = ", minute %d against %d".formatted(last.minute(), first.minute());
    double heap = Math.abs(last.heapBytes() - first.heapBytes()) / 1e6;
    double descriptors = Math.abs(last.descriptors() - first.descriptors());
    double threads = Math.abs(last.threads() - first.threads());
    return List.of(
        Target.atMost("live heap, MB" + between, HEAP_MEGABYTES, heap, "%.2f"),
        Target.atMost("descriptors" + between, HANDLES, descriptors, "%.0f"),
        Target.atMost("threads" + between, HANDLES, threads, "%.0f"));
  }
}
