package io.zoetrope.app.config;

/**
 * Where to listen, and what for.
 *
 * @param renditions how many other sizes and qualities may be made at once
 */
public record ServerConfig(String host, int port, int renditions) {
  public static final ServerConfig STANDARD = new ServerConfig("127.0.0.1", 8080, 8);

  public ServerConfig withHost(String changed) {
    return new ServerConfig(changed, port, renditions);
  }

  public ServerConfig withPort(int changed) {
    return new ServerConfig(host, changed, renditions);
  }
}
