package io.zoetrope.app.config;

/** Where to listen. */
public record ServerConfig(String host, int port) {
  public static final ServerConfig STANDARD = new ServerConfig("127.0.0.1", 8080);

  public ServerConfig withHost(String changed) {
    return new ServerConfig(changed, port);
  }

  public ServerConfig withPort(int changed) {
    return new ServerConfig(host, changed);
  }
}
