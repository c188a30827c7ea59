package io.zoetrope.app.tasks;

import io.zoetrope.app.config.ServerConfig;
import java.net.URI;

/** The address at which workers look for this server. */
public final class ServerUrl {

  private ServerUrl() {}

  /**
   * The one that was set, or else host and port; where the server listens on all addresses, one of
   * this machine that others may reach.
   */
  public static URI of(ServerConfig server, int port) {
    return server.url().orElseGet(() -> URI.create("http://%s:%d".formatted(host(server), port)));
  }

  private static String host(ServerConfig server) {
    String host = server.host();
    if (OwnAddresses.areAll(host)) {
      return OwnAddresses.hosts().stream().findFirst().orElse("127.0.0.1");
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
