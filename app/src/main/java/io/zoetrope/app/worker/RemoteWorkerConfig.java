package io.zoetrope.app.worker;

import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.DriverConfig;
import io.zoetrope.app.config.RedisConfig;
import io.zoetrope.app.config.TasksConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is set about a worker on a machine of its own.
 *
 * @param data the folder for its files
 * @param redis where the tasks are
 * @param server where the pictures come from, if not from where the server says in Redis
 */
public record RemoteWorkerConfig(
    RedisConfig redis,
    DriverConfig drivers,
    Path data,
    TasksConfig tasks,
    int renditions,
    Optional<URI> server) {

  /** What of the configuration a worker uses; {@code redis} is in it. */
  public static RemoteWorkerConfig of(Config config) {
    return new RemoteWorkerConfig(
        config.redis().orElseThrow(),
        config.drivers(),
        config.data().path(),
        config.tasks(),
        config.server().renditions(),
        config.server().url());
  }
}
