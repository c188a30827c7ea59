package io.zoetrope.app.cli;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.BadCameraUriException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;

/** Runs the command line and turns every failure into one clear line and an exit code. */
public final class CommandLineRunner {
  /** The job could not be done: the camera is not there, for example. */
  public static final int FAILED = 1;

  /** The request is wrong: options, configuration, a port in use. */
  static final int BAD_REQUEST = 2;

  private static final Logger LOG = LoggerFactory.getLogger(CommandLineRunner.class);

  private CommandLineRunner() {}

  public static int run(String... arguments) {
    CommandLine command = commandLine();
    return switch (ForeignCode.call(() -> command.execute(withCommand(arguments)))) {
      case Returned<Integer>(Integer exitCode) -> exitCode;
      // Picocli leaves errors to the JVM, which would show a user where in our code it was.
      case Threw<Integer>(Throwable fault) -> unexpected(fault, command);
    };
  }

  static CommandLine commandLine() {
    CommandLine program = new CommandLine(new ZoetropeCommand());
    lookLike("%n", program);
    for (CommandLine command : program.getSubcommands().values()) {
      SettingOption.addTo(command);
      lookLike("%nUsage: ", command);
    }
    return program
        .setExecutionStrategy(parsed -> {
          UsageError.refuseEmpty(parsed);
          return new RunLast().execute(parsed);
        })
        .setParameterExceptionHandler((refused, _) -> explain(refused))
        .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command));
  }

  private static void lookLike(String synopsisHeading, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.mixinStandardHelpOptions(true)
        .versionProvider(CommandLineRunner::version)
        .usageMessage()
        .width(100)
        .synopsisHeading(synopsisHeading)
        .descriptionHeading(spec.usageMessage().description().length == 0 ? "" : "%n")
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n");
  }

  private static String[] version() {
    return new String[] {
      "Zoetrope " + ResourceBundle.getBundle("io.zoetrope.app.version").getString("version")
    };
  }

  /** Without a command, options are those of serve. */
  private static String[] withCommand(String[] arguments) {
    boolean forServe =
        arguments.length == 0
            || (arguments[0].startsWith("-")
                && !List.of("-h", "--help", "-V", "--version").contains(arguments[0]));
    if (!forServe) {
      return arguments;
    }
    List<String> withServe = new ArrayList<>(List.of("serve"));
    withServe.addAll(List.of(arguments));
    return withServe.toArray(String[]::new);
  }

  private static int explain(ParameterException refused) {
    PrintWriter err = refused.getCommandLine().getErr();
    say(err, UsageError.sentence(refused));
    err.println("Try: " + UsageError.remedy(refused));
    err.flush();
    return BAD_REQUEST;
  }

  private static int explain(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (failure instanceof BadConfigException || failure instanceof BadCameraUriException) {
      say(err, String.valueOf(failure.getMessage()));
      return BAD_REQUEST;
    }
    if (failure instanceof CommandFailedException failed) {
      say(err, String.valueOf(failed.getMessage()));
      if (!failed.advice().isEmpty()) {
        err.println("Try: " + failed.advice());
        err.flush();
      }
      return failed.exitCode();
    }
    return unexpected(failure, command);
  }

  private static int unexpected(Throwable failure, CommandLine command) {
    LOG.debug("The command failed", failure);
    say(command.getErr(), "Unexpected fault: " + Secrets.mask(ForeignCode.describe(failure)));
    return FAILED;
  }

  private static void say(PrintWriter err, String message) {
    message.lines().forEach(line -> err.println("zoetrope: " + line));
    err.flush();
  }
}
