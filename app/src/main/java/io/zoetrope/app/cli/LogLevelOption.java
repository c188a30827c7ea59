package io.zoetrope.app.cli;

import io.zoetrope.app.log.LogLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --log-level}, of all commands that run until somebody stops them. */
final class LogLevelOption {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "Log error, warn, info or debug (default: info), and all that is worse.")
  private @Nullable String level;

  /** The level that was given, or else this one. */
  LogLevel orElse(LogLevel configured) {
    return level == null
        ? configured
        : LogLevel.of(level)
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "--log-level should be %s, not '%s'".formatted(LogLevel.EXPECTED, level)));
  }
}
