package io.zoetrope.app.config;

import io.zoetrope.app.log.LogLevel;
import io.zoetrope.automation.webhook.Webhook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be set, by feature; the cameras in the order to show them. */
public record Config(
    ServerConfig server,
    List<CameraConfig> cameras,
    DriverConfig drivers,
    DataFolder data,
    Optional<RedisConfig> redis,
    TasksConfig tasks,
    ResultsConfig results,
    CatalogConfig catalog,
    List<ScheduleConfig> schedules,
    List<Webhook> webhooks,
    LogLevel logLevel) {
  private static final Key<LogLevel> LEVEL =
      Key.of("level", Reader.of(LogLevel.EXPECTED, LogLevel::of), "info")
          .help(
              "How much is logged: error, warn, info or debug, each with everything that is worse.");

  private static final Section LOG = Section.of("log", LEVEL);

  public static final Section TABLE =
      Section.of(
          "",
          ServerConfig.KEYS,
          CameraConfig.KEYS,
          DriverConfig.FFMPEG,
          DriverConfig.RPICAM,
          DriverConfig.PLUGINS,
          DataFolder.KEY,
          RedisConfig.KEYS,
          TasksConfig.KEYS,
          LOG,
          ResultsConfig.KEYS,
          CatalogConfig.DATABASE,
          CatalogConfig.KEYS,
          ScheduleConfig.KEYS,
          WebhookKeys.ALL);

  /** What holds without a file. The overrides are by the full names of keys. */
  public static Config of(Map<String, String> overrides) {
    return ConfigFile.read(Optional.empty(), Map.of(), overrides).orThrow();
  }

  static Config read(Settings root) {
    return new Config(
        ServerConfig.read(root.in(ServerConfig.KEYS)),
        root.each(CameraConfig.KEYS, CameraConfig::read),
        DriverConfig.read(root),
        DataFolder.read(root),
        RedisConfig.read(root.in(RedisConfig.KEYS)),
        TasksConfig.read(root.in(TasksConfig.KEYS)),
        ResultsConfig.read(root.in(ResultsConfig.KEYS)),
        CatalogConfig.read(root),
        root.each(ScheduleConfig.KEYS, ScheduleConfig::read),
        root.each(WebhookKeys.ALL, WebhookKeys::read),
        root.in(LOG).get(LEVEL));
  }
}
