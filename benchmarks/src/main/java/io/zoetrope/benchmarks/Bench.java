package io.zoetrope.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code ./bench}. Ends with 0, with 1 when a figure cannot be trusted, with 2 when
 * asked for nonsense.
 */
@Command(
    name = "./bench",
    customSynopsis = "./bench COMMAND [OPTION]...",
    footer = "%n./bench COMMAND --help lists its options.",
    subcommands = {
      FanoutCommand.class,
      DelayCommand.class,
      SlowCommand.class,
      CameraCommand.class,
      StartCommand.class,
      IdleCommand.class,
      ChurnCommand.class
    })
public final class Bench implements Runnable {
  final Path root;
  final PrintStream out;
  final PrintStream err;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this help")
  boolean help;

  private Bench(Path root, PrintStream out, PrintStream err) {
    this.root = root;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] words) {
    Path root = Path.of(System.getProperty("zoetrope.root", "."));
    System.exit(run(List.of(words), root, System.out, System.err));
  }

  static int run(List<String> words, Path root, PrintStream out, PrintStream err) {
    return commandLine(root, out, err).execute(words.toArray(String[]::new));
  }

  static CommandLine commandLine(Path root, PrintStream out, PrintStream err) {
    CommandLine bench = new CommandLine(new Bench(root, out, err));
    for (CommandLine command : bench.getSubcommands().values()) {
      command.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
    }
    return bench
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, _) -> refused(err, e))
        .setExecutionExceptionHandler((e, _, _) -> failed(err, e));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        new CommandLine(this), "say what to measure: ./bench --help lists it");
  }

  private static int refused(PrintStream err, Exception e) {
    err.println("bench: " + e.getMessage());
    return 2;
  }

  private static int failed(PrintStream err, Exception e) throws Exception {
    if (e instanceof UsageException) {
      return refused(err, e);
    }
    if (e instanceof IOException) {
      err.println("bench: " + e.getMessage());
      return 1;
    }
    throw e;
  }
}
