package io.zoetrope.app.cli;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.Key;
import io.zoetrope.app.config.Section;
import io.zoetrope.app.config.Setting;
import io.zoetrope.app.config.TasksConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** An option that sets the key of this path in the configuration. */
record SettingOption(
    String name, String label, String path, Key<?> key, String help, boolean required) {
  private static final SettingOption REDIS = of("--redis", "URI", "redis");
  static final SettingOption WORKER_SLOTS =
      new SettingOption(
          "--slots",
          "N",
          "tasks.slots",
          TasksConfig.WORKER_SLOTS,
          described(TasksConfig.WORKER_SLOTS),
          false);

  private static final SettingOption FFMPEG = of("--ffmpeg", "PATH", "ffmpeg");
  private static final SettingOption PLUGINS = of("--plugins", "DIR", "plugins");
  private static final SettingOption DATA = of("--data", "DIR", "data");
  private static final SettingOption LOG_LEVEL = of("--log-level", "LEVEL", "log.level");

  private static final Map<String, List<SettingOption>> BY_COMMAND =
      Map.of(
          "serve",
          List.of(
              of("--host", "HOST", "server.host"),
              of("--port", "N", "server.port"),
              FFMPEG,
              PLUGINS,
              DATA,
              REDIS,
              of("--database", "URI", "database"),
              LOG_LEVEL),
          "check-config",
          List.of(PLUGINS),
          "probe",
          List.of(FFMPEG, PLUGINS),
          "snapshot",
          List.of(FFMPEG, PLUGINS),
          "worker",
          List.of(
              new SettingOption(
                  "--redis",
                  "URI",
                  REDIS.path,
                  REDIS.key,
                  "The Redis of the servers, as in redis://192.0.2.9:6379; rediss: for TLS; a password goes before the host, as in redis://:PASSWORD@192.0.2.9.",
                  true),
              of("--prefix", "TEXT", "redis.prefix"),
              of("--server", "URL", "server.url")
                  .withHelp(
                      "The address of the server, as in http://192.0.2.5:8080, in place of the one it announces in Redis; only for a single server."),
              WORKER_SLOTS,
              DATA.withHelp(
                  "Make files in this folder before they go to the server. Default: zoetrope-data."),
              FFMPEG,
              LOG_LEVEL));

  private static SettingOption of(String name, String label, String path) {
    Setting setting = Config.TABLE.find(path);
    String help = described(setting);
    return switch (setting) {
      case Key<?> key -> new SettingOption(name, label, path, key, help, false);
      case Section section -> {
        Key<?> key = section.shortForm().orElseThrow();
        yield new SettingOption(name, label, path + "." + key.name(), key, help, false);
      }
    };
  }

  private static String described(Setting setting) {
    return setting.help() + " Default: " + setting.otherwise() + ".";
  }

  SettingOption withHelp(String changed) {
    return new SettingOption(name, label, path, key, changed, required);
  }

  static void addTo(CommandLine command) {
    BY_COMMAND
        .getOrDefault(command.getCommandName(), List.of())
        .forEach(option -> command.getCommandSpec().addOption(option.spec()));
  }

  /** The values given, by the full names of keys. */
  static Map<String, String> given(CommandSpec command) {
    Map<String, String> given = new LinkedHashMap<>();
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      if (option.converters().length > 0
          && option.converters()[0] instanceof Checked(var checked)) {
        given.put(checked.path, option.getValue());
      }
    }
    return given;
  }

  private OptionSpec spec() {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .converters(new Checked(this))
        .description(help)
        .required(required)
        .build();
  }

  /** Refuses a value of the wrong form; other mistakes are found when the configuration is read. */
  record Checked(SettingOption option) implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        if (!option.key.reader().expected().isEmpty()) {
          option.key.check(text);
        }
        return text;
      } catch (BadConfigException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
