package io.zoetrope.web.hosts;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Under which names a server answers. A page from anywhere can let its own name lead to this
 * machine (DNS rebinding), and would then be at home here. So a server answers to addresses and to
 * local names, which no stranger can own, and to names that it was given. Immutable.
 *
 * @param advice what to do with a name that is missing, as part of a sentence
 */
public record AllowedHosts(Set<HostName> names, String advice) {
  /** Only the names that no stranger can own. */
  public static final AllowedHosts LOCAL =
      new AllowedHosts(Set.of(), "reach the server by another one");

  public AllowedHosts {
    names = Set.copyOf(names);
  }

  /**
   * Local names, and these.
   *
   * @throws IllegalArgumentException when one of them is not a name
   */
  public static AllowedHosts named(Collection<String> names, String advice) {
    return new AllowedHosts(
        names.stream().map(AllowedHosts::parse).collect(Collectors.toSet()), advice);
  }

  public AllowedHosts and(HostName more) {
    Set<HostName> all = new HashSet<>(names);
    all.add(more);
    return new AllowedHosts(all, advice);
  }

  public boolean allows(HostName host) {
    return host.isLocal() || names.contains(host);
  }

  private static HostName parse(String name) {
    return HostName.of(name.strip())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is not the name of a server, such as cameras.example.org".formatted(name)));
  }
}
