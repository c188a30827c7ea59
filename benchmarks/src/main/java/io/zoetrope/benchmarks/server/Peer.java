package io.zoetrope.benchmarks.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A server that somebody else runs on this machine; measured, never stopped. */
public record Peer(String name, URI stream, long pid) implements RunningServer {
  private static final Pattern FORM = Pattern.compile("([^=]+)=(http://[^,\\s]+)(?:,(\\d{1,9}))?");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Reads {@code NAME=URL} or {@code NAME=URL,PID}. */
  public static final class Converter implements ITypeConverter<Peer> {
    @Override
    public Peer convert(String text) {
      Matcher form = FORM.matcher(text);
      URI url = form.matches() ? url(form.group(2)) : null;
      if (url == null) {
        throw new TypeConversionException(
            "it takes NAME=URL,PID with an http URL of this machine, not '" + text + "'");
      }
      String pid = form.group(3);
      return new Peer(form.group(1), url, pid == null ? 0 : Long.parseLong(pid));
    }

    private static @Nullable URI url(String text) {
      try {
        URI url = new URI(text);
        return url.getHost() != null && LOOPBACK.contains(url.getHost()) ? url : null;
      } catch (URISyntaxException e) {
        return null;
      }
    }
  }

  @Override
  public void close() {
    // It was not started here.
  }
}
