package io.zoetrope.app.cli;

import io.zoetrope.app.ConfigCheck;
import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.ConfigFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check-config",
    header = "Check a configuration file.",
    description = {
      "Reads the file as serve does and reports every error in it at once, each with its line.",
      "Nothing is opened, started or changed, so it can run while a server does. It checks keys and",
      "values, the addresses of cameras and their options, schedules with their payloads, and the",
      "plugins. What is only missing at present, such as a file or a program, is a note, not an",
      "error: the server starts without it and shows the camera as soon as it is there.",
      "",
      "The exit code is 0 when a server would start with the file, else 2."
    },
    footer = {
      "",
      "Examples:",
      "  zoetrope check-config",
      "  zoetrope check-config /etc/zoetrope.yaml && systemctl restart zoetrope",
    })
final class CheckConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file to check (default: zoetrope.yaml in this folder).")
  private Path file = ServeCommand.USUAL_CONFIG;

  @Override
  public Integer call() {
    ConfigFile.Reading reading =
        ConfigFile.read(Optional.of(file), System.getenv(), SettingOption.given(spec));
    ConfigCheck check = ConfigCheck.of(reading);
    check.orThrow();
    report(reading.config(), check);
    return 0;
  }

  private void report(Config config, ConfigCheck check) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s is fine: %s, %s, %s%n",
        file,
        counted(config.cameras().size(), "camera"),
        counted(config.schedules().size(), "schedule"),
        counted(config.webhooks().size(), "webhook"));
    for (CameraConfig camera : config.cameras()) {
      out.printf("  %-12s %s%n", camera.id(), ShellWord.of(camera.source().uri().masked()));
    }
    check.notes().forEach(note -> out.printf("Note: %s%n", note));
    out.flush();
  }

  private static String counted(int number, String what) {
    return "%s %s%s".formatted(number == 0 ? "no" : number, what, number == 1 ? "" : "s");
  }
}
