package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The command {@code ./bench}. Ends with 0, with 1 when a figure cannot be trusted, with 2 when
 * asked for nonsense.
 */
public final class Bench {
  private static final String USAGE =
      """
      usage: ./bench fanout [OPTION]...     one stream to many viewers, beside the floor of this machine

        --viewers N[,N]...         how many (200)
        --frame-bytes N            size of each picture (120000)
        --fps N                    pictures a second (30)
        --seconds N                how long to measure (20)
        --warm-up N                seconds before that (5)
        --verifying N              viewers that check each picture whole (4)
        --stalled N                viewers that stop reading when measuring starts (0)
        --stall-seconds N          and for how long (60)
        --half-rate N              viewers that read at half the needed rate (0)
        --receive-buffer BYTES     SO_RCVBUF of all viewers (the system's)
        --slow-receive-buffer BYTES   of the stalled and half-rate ones (as the others)
        --peer NAME=URL[,PID]      also measure a server that runs on this machine; may be repeated
        --skip zoetrope|floor      leave one out; may be repeated
        --zoetrope PATH            the command that starts the server (./zoetrope)
        --unpinned                 do not give server and load a core each
      """;

  private Bench() {}

  public static void main(String[] words) {
    Path root = Path.of(System.getProperty("zoetrope.root", "."));
    System.exit(run(List.of(words), root, System.out, System.err));
  }

  static int run(List<String> words, Path root, PrintStream out, PrintStream err) {
    if (words.contains("--help") || words.contains("-h")) {
      out.print(USAGE);
      return 0;
    }
    try {
      if (words.isEmpty() || !words.getFirst().equals("fanout")) {
        throw new UsageException("say what to measure: ./bench fanout; ./bench --help tells more");
      }
      FanoutOptions options = FanoutOptions.parse(words.subList(1, words.size()), root);
      Fanout fanout = new Fanout(options, root, err);
      Results results = fanout.run();
      Path file = results.write(fanout.results(), "fanout");
      out.print(results.text());
      out.println("written to " + root.relativize(file) + " and .json");
      return results.valid() ? 0 : 1;
    } catch (UsageException e) {
      err.println("bench: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("bench: " + e.getMessage());
      return 1;
    }
  }
}
