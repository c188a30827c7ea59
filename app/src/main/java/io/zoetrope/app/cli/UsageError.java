package io.zoetrope.app.cli;

import io.zoetrope.base.Spelling;
import io.zoetrope.core.secret.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in the user's terms. */
final class UsageError {
  private UsageError() {}

  static String sentence(ParameterException refused) {
    return switch (refused) {
      case UnmatchedArgumentException unknown -> unknown(unknown);
      case OverwrittenOptionException twice ->
          "%s is given more than once".formatted(name(twice.getOverwritten()));
      case MissingParameterException missing -> missing(missing);
      default ->
          refused.getArgSpec() == null
              ? Secrets.mask(String.valueOf(refused.getMessage()))
              : unreadable(refused);
    };
  }

  static String remedy(ParameterException refused) {
    CommandLine command = refused.getCommandLine();
    if (isRoot(command)
        && refused instanceof UnmatchedArgumentException unknown
        && unknown.getUnmatched().getFirst().matches(".*[:/].*")) {
      return "zoetrope probe URI, or zoetrope serve --camera NAME=URI";
    }
    return command.getCommandSpec().qualifiedName() + " --help";
  }

  /** Refuses empty options and parameters: nothing takes an empty value. */
  static void refuseEmpty(ParseResult parsed) {
    for (ArgSpec given : parsed.matchedArgs()) {
      if (given.originalStringValues().contains("")) {
        throw new ParameterException(
            parsed.commandSpec().commandLine(), "%s is empty".formatted(name(given)));
      }
    }
    if (parsed.hasSubcommand()) {
      refuseEmpty(parsed.subcommand());
    }
  }

  private static String unknown(UnmatchedArgumentException unknown) {
    String word = unknown.getUnmatched().getFirst();
    String shown = Secrets.maskAddress(word);
    CommandLine command = unknown.getCommandLine();
    if (unknown.isUnknownOption()) {
      return "There is no option '%s'%s"
          .formatted(shown, meant(word, command.getCommandSpec().optionsMap().keySet()));
    }
    if (isRoot(command)) {
      return noCommand(command, word);
    }
    return "%s does not take '%s'%s"
        .formatted(
            command.getCommandName(),
            shown,
            command.getCommandSpec().optionsMap().containsKey("--camera")
                ? "; a camera is added with --camera NAME=URI"
                : "");
  }

  static String noCommand(CommandLine program, String word) {
    return "There is no command '%s'%s"
        .formatted(Secrets.maskAddress(word), meant(word, shown(program)));
  }

  private static Set<String> shown(CommandLine program) {
    return program.getSubcommands().entrySet().stream()
        .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static String meant(String word, Set<String> known) {
    return Spelling.nearest(word, known).map("; did you mean %s?"::formatted).orElse("");
  }

  private static String missing(MissingParameterException missing) {
    List<ArgSpec> needed = missing.getMissing();
    if (String.valueOf(missing.getMessage()).contains(" for option ")) {
      ArgSpec option = needed.getFirst();
      return "%s needs a value: %s".formatted(name(option), withValue(option));
    }
    return "%s needs %s"
        .formatted(
            missing.getCommandLine().getCommandName(),
            needed.stream().map(UsageError::withValue).collect(Collectors.joining(" and ")));
  }

  private static String unreadable(ParameterException refused) {
    ArgSpec spec = refused.getArgSpec();
    if (spec.type() == boolean.class) {
      return "%s takes no value".formatted(name(spec));
    }
    String given = String.valueOf(refused.getValue());
    return spec.converters().length > 0
            && spec.converters()[0] instanceof SettingOption.Checked(var option)
        ? option.key().refusal(name(spec), given)
        : "%s should be a path, not '%s'".formatted(name(spec), Secrets.maskAddress(given));
  }

  private static String withValue(ArgSpec spec) {
    return spec instanceof OptionSpec ? name(spec) + " " + spec.paramLabel() : spec.paramLabel();
  }

  private static String name(ArgSpec spec) {
    return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
  }

  private static boolean isRoot(CommandLine command) {
    return command.getParent() == null;
  }
}
