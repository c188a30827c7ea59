package io.zoetrope.web.hosts;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host as HTTP names it, in one spelling: lower case, international names as {@code xn--}, an
 * IPv6 address in brackets, no dot at the end, no port.
 */
public record HostName(String text) {
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*");

  /** Browsers and resolvers also know {@code 127.1} and {@code 0x7f000001}. */
  private static final Pattern IPV4 =
      Pattern.compile("(?:0x[0-9a-f]*|[0-9]+)(?:\\.(?:0x[0-9a-f]*|[0-9]+)){0,3}");

  private static final Pattern PORT = Pattern.compile("(?::[0-9]{0,5})?");

  /** Nobody can own a name that ends with one of these in public DNS. */
  private static final List<String> LOCAL_ENDINGS =
      List.of(".localhost", ".local", ".lan", ".home.arpa", ".internal");

  /**
   * Reads a host and perhaps a port, as in the header {@code Host}.
   *
   * @return empty when it is neither a name nor an address
   */
  public static Optional<HostName> ofAuthority(String authority) {
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : colonOrEnd(authority);
    return PORT.matcher(authority.substring(end)).matches()
        ? of(authority.substring(0, end))
        : Optional.empty();
  }

  /**
   * Reads a host without a port.
   *
   * @return empty when it is neither a name nor an address
   */
  public static Optional<HostName> of(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String address = bracketed ? host.substring(1, host.length() - 1) : host;
    if (!address.startsWith("[") && NetUtil.isValidIpV6Address(address)) {
      return Optional.of(new HostName("[" + address.toLowerCase(Locale.ROOT) + "]"));
    }
    return ascii(host)
        .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
        .filter(name -> NAME.matcher(name).matches())
        .map(HostName::new);
  }

  /** Whether no stranger can make this name lead to this machine: it is an address, or local. */
  public boolean isLocal() {
    return text.startsWith("[")
        || !text.contains(".")
        || IPV4.matcher(text).matches()
        || LOCAL_ENDINGS.stream().anyMatch(text::endsWith);
  }

  private static int colonOrEnd(String authority) {
    int colon = authority.indexOf(':');
    return colon < 0 ? authority.length() : colon;
  }

  private static Optional<String> ascii(String host) {
    // Most names are, and what IDN needs for the others takes 50 classes and their tables.
    if (host.chars().allMatch(c -> c < 0x80)) {
      return Optional.of(host.toLowerCase(Locale.ROOT));
    }
    try {
      return Optional.of(IDN.toASCII(host).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
