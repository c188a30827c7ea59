package io.zoetrope.app.config;

import io.zoetrope.base.UrlAuthority;
import io.zoetrope.web.hosts.AllowedHosts;
import io.zoetrope.web.hosts.FrameAncestors;
import io.zoetrope.web.hosts.HostName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where to listen, under which names, and whose pages may show its pages in a frame. */
public record ServerConfig(
    String host,
    int port,
    int renditions,
    Optional<URI> url,
    AllowedHosts names,
    FrameAncestors embed) {
  private static final Key<String> HOST =
      Key.of("host", Reader.TEXT, "127.0.0.1")
          .help(
              "The address to listen on. With 0.0.0.0, whoever can reach this machine can watch, and also record, publish and change things.");

  private static final Key<Integer> PORT =
      Key.of("port", Reader.number(0, 65_535), "8080")
          .help("The port to listen on, 0 to 65535; 0 takes any free one.");

  private static final Key<Integer> RENDITIONS =
      Key.of("renditions", Reader.number(0, 1000), "8")
          .help(
              "How many other sizes, qualities and codecs of cameras (renditions) may be made at once, 0 to 1000.");

  private static final Key<URI> URL =
      Key.optional("url", Reader.HTTP_URL, "derived from host and port")
          .help("How workers on other machines reach this server, as in http://192.0.2.5:8080.");

  private static final Key<AllowedHosts> NAMES =
      Key.optional("names", new Reader<>("", value -> hosts(value.texts())), "none")
          .help(
              "The names under which this server is reached, as in [cameras.example.org]. IP addresses, local names and the name in server.url always work: see names.");

  private static final Key<FrameAncestors> EMBED =
      Key.optional(
              "embed", new Reader<>("", value -> FrameAncestors.of(value.texts())), "only its own")
          .help(
              "Whose pages may show Zoetrope's pages in a frame and use its player with video and sound, as in [https://dashboard.example.org]. Streams and snapshots can be shown anywhere: see other sites.");

  static final Section KEYS = Section.of("server", HOST, PORT, RENDITIONS, URL, NAMES, EMBED);

  static ServerConfig read(Settings server) {
    Optional<URI> url = server.find(URL);
    AllowedHosts names = server.find(NAMES).orElseGet(() -> hosts(List.of()));
    return new ServerConfig(
        server.get(HOST),
        server.get(PORT),
        server.get(RENDITIONS),
        url,
        url.flatMap(UrlAuthority::of)
            .map(UrlAuthority::host)
            .flatMap(HostName::of)
            .map(names::and)
            .orElse(names),
        server.find(EMBED).orElse(FrameAncestors.SELF));
  }

  private static AllowedHosts hosts(List<String> names) {
    return AllowedHosts.named(names, "add it to server.names in zoetrope.yaml");
  }
}
