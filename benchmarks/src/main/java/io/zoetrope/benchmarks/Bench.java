package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The command {@code ./bench}. Ends with 0, with 1 when a figure cannot be trusted, with 2 when
 * asked for nonsense.
 */
public final class Bench {
  static final List<Command> COMMANDS =
      List.of(
          new FanoutCommand(),
          new DelayCommand(),
          new SlowCommand(),
          new VideoCommand(),
          new CameraCommand(),
          new CamerasCommand(),
          new StartCommand(),
          new IdleCommand(),
          new ChurnCommand(),
          new InnerCommand());

  private Bench() {}

  public static void main(String[] words) {
    Path root = Path.of(System.getProperty("zoetrope.root", "."));
    System.exit(run(List.of(words), root, System.out, System.err));
  }

  static int run(List<String> words, Path root, PrintStream out, PrintStream err) {
    boolean help = words.contains("--help") || words.contains("-h");
    try {
      if (help && words.getFirst().startsWith("-")) {
        out.print(usage());
        return 0;
      }
      Command command = named(words.isEmpty() ? "" : words.getFirst());
      if (help) {
        out.print(usage(command));
        return 0;
      }
      return run(command, words.subList(1, words.size()), root, out, err);
    } catch (UsageException e) {
      err.println("bench: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("bench: " + e.getMessage());
      return 1;
    }
  }

  private static int run(
      Command command, List<String> words, Path root, PrintStream out, PrintStream err)
      throws IOException, UsageException {
    Report report = command.run(words, root, err);
    Path file = report.write(Workbench.results(root), command.name());
    out.print(report.text());
    out.println("written to " + root.relativize(file) + " and .json");
    return report.valid() ? 0 : 1;
  }

  private static Command named(String name) throws UsageException {
    return COMMANDS.stream()
        .filter(command -> command.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "say what to measure: "
                    + String.join(", ", COMMANDS.stream().map(Command::name).toList())
                    + "; ./bench --help tells more"));
  }

  private static String usage() {
    StringBuilder text = new StringBuilder("usage: ./bench COMMAND [OPTION]...\n\n");
    for (Command command : COMMANDS) {
      text.append("  %-8s  %s\n".formatted(command.name(), command.summary()));
    }
    return text.append("\n./bench COMMAND --help lists its options.\n").toString();
  }

  private static String usage(Command command) {
    String first = "usage: ./bench " + command.name() + " [OPTION]...\n\n";
    return first + command.summary() + "\n\n" + command.options();
  }
}
