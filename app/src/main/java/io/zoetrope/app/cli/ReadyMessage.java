package io.zoetrope.app.cli;

import io.netty.util.NetUtil;
import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.RedisConfig;
import io.zoetrope.app.presence.OwnAddresses;
import io.zoetrope.core.secret.Secrets;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The message of a server that is ready: where it is, what it shows, and who can reach it. */
final class ReadyMessage {
  private static final int MOST_ADDRESSES = 8;

  private ReadyMessage() {}

  static List<String> of(Config config, int port) {
    return of(config, port, OwnAddresses::hosts);
  }

  /** The supplier knows under which hosts other machines may reach a server on all addresses. */
  static List<String> of(Config config, int port, Supplier<List<String>> others) {
    String host = config.server().host();
    boolean everywhere = OwnAddresses.areAll(host);
    List<String> lines = new ArrayList<>();
    lines.add("Zoetrope is ready: " + url(everywhere ? "127.0.0.1" : host, port));
    if (everywhere) {
      addOthers(lines, others.get(), port);
    }
    for (CameraConfig camera : config.cameras()) {
      lines.add("  %-12s %s".formatted(camera.id(), ShellWord.of(camera.source().uri().masked())));
    }
    config.redis().ifPresent(redis -> addWorkers(lines, config, redis, port));
    if (!isLoopback(host)) {
      lines.add(
          "It listens on %s: whoever can reach this machine can watch, and also record, publish and change things."
              .formatted(host));
    }
    return lines;
  }

  private static void addOthers(List<String> lines, List<String> hosts, int port) {
    String start = "  from other devices: ";
    for (String host : hosts.subList(0, Math.min(hosts.size(), MOST_ADDRESSES))) {
      lines.add(start + url(host, port));
      start = " ".repeat(start.length());
    }
    if (hosts.size() > MOST_ADDRESSES) {
      lines.add("%s… and %d more".formatted(start, hosts.size() - MOST_ADDRESSES));
    }
  }

  private static void addWorkers(List<String> lines, Config config, RedisConfig redis, int port) {
    URI url = OwnAddresses.url(config.server(), port);
    lines.add(
        "Tasks are in %s; workers find this server at %s"
            .formatted(redis.masked(), Secrets.maskAddress(url.toString())));
    if (isLoopback(String.valueOf(url.getHost()))) {
      lines.add(
          "Only this machine can reach that: for workers on others, listen with --host 0.0.0.0, or set server.url.");
    }
  }

  private static String url(String host, int port) {
    return "http://%s/".formatted(NetUtil.toSocketAddressString(host, port));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
