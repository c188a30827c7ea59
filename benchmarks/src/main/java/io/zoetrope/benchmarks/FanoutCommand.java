package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code ./bench fanout}. */
final class FanoutCommand implements Command {
  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public String summary() {
    return "one stream to many viewers, beside the floor of this machine";
  }

  @Override
  public String options() {
    return """
      --viewers N[,N]...     how many (1,100,400,1600,5000)
      --reading N[,N]...     the most viewers that read what they get; more throw it away (2000).
                             0,2000 measures both kinds
      --rounds N             how often to measure each; the cheapest counts (2)
      --loops N[,N]...       event loops of zoetrope, 0 for one a core (0)
      --verifying N          viewers that check each picture whole (4)
      --receive-buffer N     SO_RCVBUF of the viewers (the system's)
      --peer NAME=URL[,PID]  also measure a server that runs on this machine; may be repeated
      --skip zoetrope|floor  leave one out; may be repeated
    """
        + Settings.HELP;
  }

  @Override
  public Report run(List<String> words, Path root, PrintStream progress)
      throws IOException, UsageException {
    FanoutOptions options = FanoutOptions.parse(words, root);
    return new Fanout(options, new Workbench(options.settings(), root, progress)).run().report();
  }
}
