package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.churn.Churn;
import io.zoetrope.benchmarks.churn.Held;
import io.zoetrope.benchmarks.report.Cells;
import io.zoetrope.benchmarks.report.Report;
import io.zoetrope.benchmarks.report.Table;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code ./bench churn}. */
final class ChurnCommand implements Command {
  private static final int MINUTES = 10;
  private static final int CLIENTS_A_SECOND = 50;
  private static final double HEAP_MEGABYTES = 2;
  private static final int HANDLES = 2;

  @Override
  public String name() {
    return "churn";
  }

  @Override
  public String summary() {
    return "what stays in a server of clients that come and go on every route";
  }

  @Override
  public String options() {
    return """
      --minutes N            how long clients come and go (10); the first look is after 2 of them
      --clients N            how many a second (50)
      --zoetrope PATH        the command that starts the server (./zoetrope)
    """;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    Arguments in = new Arguments(words, Set.of("--minutes", "--clients", "--zoetrope"), Set.of());
    int minutes = in.number("--minutes", MINUTES, 2, 24 * 60);
    int clients = in.number("--clients", CLIENTS_A_SECOND, 1, 1000);
    Settings settings = Settings.of(in, root).onAnyCore();
    Workbench bench = new Workbench(settings, root, progress);
    ZoetropeServer zoetrope = bench.zoetrope();
    Path data = Files.createTempDirectory(Files.createDirectories(Workbench.target(root)), "data-");
    byte[] picture = Files.readAllBytes(zoetrope.pictures().resolve("000.jpg"));
    List<String> cameras = List.of(zoetrope.slideshow(10), "push:?takeover=true");
    try (RunningServer server =
        zoetrope.start(cameras, List.of("--data", data.toString()), bench.cores())) {
      Churn churn = new Churn(server, picture, bench::tell);
      List<Held> held = churn.run(clients, looks(minutes));
      if (churn.refused() > 0) {
        bench.remark("INVALID: %d clients found nobody listening".formatted(churn.refused()));
      }
      return new Report(
          "Churn",
          at,
          "%d clients a second for %d minutes, each leaves in another way; %s"
              .formatted(clients, minutes, bench.setting()),
          bench.remarks(),
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

  static Table table(List<Held> held) {
    Table table =
        new Table("after minute", "clients", "live heap MB", "objects", "descriptors", "threads");
    for (Held now : held) {
      table.row(
          List.of(
              "" + now.minute(),
              "" + now.clients(),
              Cells.number(now.heapBytes() / 1e6, "%.2f"),
              "" + now.objects(),
              "" + now.descriptors(),
              "" + now.threads()));
    }
    return table;
  }

  static Table routes(Map<String, Long> counts) {
    Table table = new Table("route", "left", "clients");
    counts.forEach((name, count) -> {
      String[] parts = name.split(" ", 2);
      table.row(List.of(parts[0], parts[1], "" + count));
    });
    return table;
  }

  static List<Target> targets(List<Held> held) {
    Held first = held.getFirst();
    Held last = held.getLast();
    String between = ", minute %d against %d".formatted(last.minute(), first.minute());
    return List.of(
        Target.atMost(
            "live heap, MB" + between,
            HEAP_MEGABYTES,
            Math.abs(last.heapBytes() - first.heapBytes()) / 1e6,
            "%.2f"),
        Target.atMost(
            "descriptors" + between,
            HANDLES,
            (double) Math.abs(last.descriptors() - first.descriptors()),
            "%.0f"),
        Target.atMost(
            "threads" + between,
            HANDLES,
            (double) Math.abs(last.threads() - first.threads()),
            "%.0f"));
  }
}
