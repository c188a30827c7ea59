package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Report;
import io.zoetrope.benchmarks.report.Results;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./bench delay}. */
final class DelayCommand implements Command {

  /** The server, and the floor beside it where there is one, under as many viewers. */
  record Pair(@Nullable ServerRun floor, ServerRun zoetrope) {}

  @Override
  public String name() {
    return "delay";
  }

  @Override
  public String summary() {
    return "how old pictures are when they arrive, beside the floor of this machine";
  }

  @Override
  public String options() {
    return """
      --viewers N[,N]...     how many (1,50,200)
      --rounds N             how often to measure each; the median counts (1)
    """
        + Settings.HELP;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    Instant at = Instant.now();
    Arguments in = Settings.arguments(words, Set.of("--viewers", "--rounds"));
    Settings settings = Settings.of(in, root);
    List<Integer> counts = in.numbers("--viewers", "1,50,200", 1, 20_000);
    int rounds = in.number("--rounds", 1, 1, 20);
    Workbench bench = new Workbench(settings, root, progress);
    ZoetropeServer server = bench.zoetrope();
    Floor floor = bench.floor();
    List<Pair> pairs = new ArrayList<>();
    for (int count : counts) {
      Crowd crowd = Crowd.of(count);
      for (int round = 1; round <= rounds; round++) {
        ServerRun least =
            floor == null
                ? null
                : bench.measure("floor send", crowd, () -> bench.start(floor, Floor.Form.SEND));
        ServerRun own =
            bench.measure("zoetrope", crowd, () -> server.start(settings.fps(), bench.cores()));
        pairs.add(new Pair(least, own));
      }
    }
    List<ServerRun> outcomes = DelayTable.outcomes(pairs);
    return new Report(
        "Delay",
        at,
        bench.setting(),
        bench.remarks(),
        List.of(DelayTable.of(pairs)),
        DelayTable.targets(pairs),
        Results.rows(outcomes),
        outcomes.stream().allMatch(ServerRun::valid));
  }
}
