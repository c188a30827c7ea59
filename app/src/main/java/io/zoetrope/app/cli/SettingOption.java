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

/**
 * An option that sets a key of the configuration.
 *
 * @param path the full name of the key
 */
record SettingOption(
    String name, String label, String path, Key<?> key, String help, boolean required) {
  static final SettingOption HOST = of("--host", "HOST", "server.host");
  static final SettingOption PORT = of("--port", "N", "server.port");
  static final SettingOption FFMPEG = of("--ffmpeg", "PATH", "ffmpeg");
  static final SettingOption PLUGINS = of("--plugins", "DIR", "plugins");
  static final SettingOption DATA = of("--data", "DIR", "data");
  static final SettingOption REDIS = of("--redis", "URI", "redis");
  static final SettingOption PREFIX = of("--prefix", "TEXT", "redis.prefix");
  static final SettingOption DATABASE = of("--database", "URI", "database");
  static final SettingOption SERVER_URL = of("--server", "URL", "server.url");
  static final SettingOption WORKER_SLOTS =
      new SettingOption(
          "--slots",
          "N",
          "tasks.slots",
          TasksConfig.WORKER_SLOTS,
          described(TasksConfig.WORKER_SLOTS),
          false);
  static final SettingOption LOG_LEVEL = of("--log-level", "LEVEL", "log.level");

  /** A command with such options. */
  interface Taker {
    List<SettingOption> settingOptions();
  }

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

  SettingOption asRequired() {
    return new SettingOption(name, label, path, key, help, true);
  }

  /** Adds its options to a command that takes some. */
  static void addTo(CommandLine command) {
    if (command.getCommand() instanceof Taker taker) {
      CommandSpec spec = command.getCommandSpec();
      taker.settingOptions().forEach(option -> spec.addOption(option.spec()));
    }
  }

  /** What was given, by the full names of keys. */
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

  /** Refuses what the key does not take, as far as that is a matter of its form. */
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
