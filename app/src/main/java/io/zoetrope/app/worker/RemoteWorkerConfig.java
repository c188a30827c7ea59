package io.zoetrope.app.worker;

import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.RedisConfig;
import java.net.URI;
import java.util.Optional;

/**
 * What is set about a worker on a machine of its own.
 *
 * @param config the folder for its files, how many tasks at a time, and the FFmpeg
 * @param redis where the tasks are
 * @param server where the pictures come from, if not from where the server says in Redis
 */
public record RemoteWorkerConfig(Config config, RedisConfig redis, Optional<URI> server) {}
