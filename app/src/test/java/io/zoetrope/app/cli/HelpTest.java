package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class HelpTest {

  @Test
  void noCommandsHelpHasTwoBlankLinesInARow() {
    CommandLine program = CommandLineRunner.commandLine();
    assertThat(program.getUsageMessage()).doesNotContain("\n\n\n");
    assertThat(program.getSubcommands().values())
        .extracting(CommandLine::getUsageMessage)
        .hasSizeGreaterThan(5)
        .noneMatch(help -> help.contains("\n\n\n"));
  }
}
