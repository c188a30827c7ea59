package io.zoetrope.app.config;

import io.zoetrope.base.UrlAuthority;
import io.zoetrope.web.hosts.AllowedHosts;
import io.zoetrope.web.hosts.FrameAncestors;
import io.zoetrope.web.hosts.HostName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where to listen, and what for.
 *
 * @param renditions how many other sizes and qualities may be made at once
 * @param url how workers on other machines reach this server, where host and port do not tell
 * @param hosts under which names it answers
 * @param embed whose pages may show its pages in a frame
 */
public record ServerConfig(
    String host,
    int port,
    int renditions,
    Optional<URI> url,
    AllowedHosts hosts,
    FrameAncestors embed) {
  public static final ServerConfig STANDARD =
      new ServerConfig(
          "127.0.0.1", 8080, 8, Optional.empty(), hosts(List.of()), FrameAncestors.SELF);

  /**
   * The names of {@code server.names}.
   *
   * @throws IllegalArgumentException when one of them cannot be one
   */
  static AllowedHosts hosts(List<String> names) {
    return AllowedHosts.named(names, "add it to server.names in zoetrope.yaml");
  }

  /** The names it was given, and that of its URL. */
  public AllowedHosts answersTo() {
    return url.flatMap(UrlAuthority::of)
        .map(UrlAuthority::host)
        .flatMap(HostName::of)
        .map(hosts::and)
        .orElse(hosts);
  }

  public ServerConfig withHost(String changed) {
    return new ServerConfig(changed, port, renditions, url, hosts, embed);
  }

  public ServerConfig withEmbed(FrameAncestors changed) {
    return new ServerConfig(host, port, renditions, url, hosts, changed);
  }

  public ServerConfig withPort(int changed) {
    return new ServerConfig(host, changed, renditions, url, hosts, embed);
  }
}
