package io.zoetrope.app.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where to listen, and what for.
 *
 * @param renditions how many other sizes and qualities may be made at once
 * @param url how workers on other machines reach this server, where host and port do not tell
 */
public record ServerConfig(String host, int port, int renditions, Optional<URI> url) {
  public static final ServerConfig STANDARD =
      new ServerConfig("127.0.0.1", 8080, 8, Optional.empty());

  public ServerConfig withHost(String changed) {
    return new ServerConfig(changed, port, renditions, url);
  }

  public ServerConfig withPort(int changed) {
    return new ServerConfig(host, changed, renditions, url);
  }
}
