package io.zoetrope.benchmarks.server;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that somebody else runs on this machine; measured, never stopped. */
public record Peer(String name, URI stream, long pid) implements RunningServer {
  private static final Pattern FORM = Pattern.compile("([^=]+)=(http://[^,\\s]+)(?:,(\\d{1,9}))?");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * From {@code NAME=URL,PID} or {@code NAME=URL}; empty when it is neither or not on this machine.
   */
  public static Optional<Peer> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(form.group(2));
      if (url.getHost() == null || !LOOPBACK.contains(url.getHost())) {
        return Optional.empty();
      }
      String pid = form.group(3);
      return Optional.of(new Peer(form.group(1), url, pid == null ? 0 : Long.parseLong(pid)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    // It was not started here.
  }
}
