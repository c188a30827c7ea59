package io.zoetrope.app.work;

import io.zoetrope.app.config.ServerConfig;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Comparator;
import java.util.Optional;

/** At which address workers look for this server. */
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
    if (host.equals("0.0.0.0") || host.equals("::")) {
      return written(outside().orElseGet(InetAddress::getLoopbackAddress));
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** IPv4 goes first, as it is what most local networks speak. */
  private static Optional<InetAddress> outside() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(ServerUrl::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .min(Comparator.comparing(address -> !(address instanceof Inet4Address)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isVirtual();
    } catch (IOException e) {
      return false;
    }
  }

  private static String written(InetAddress address) {
    return address instanceof Inet4Address
        ? address.getHostAddress()
        : "[" + address.getHostAddress().replaceFirst("%.*", "") + "]";
  }
}
