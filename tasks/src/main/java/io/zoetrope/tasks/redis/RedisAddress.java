package io.zoetrope.tasks.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import java.io.File;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a Redis is, as people write it; {@code #ca=FILE} names the certificates to trust. */
record RedisAddress(RedisURI uri, Optional<String> authority) {
  private static final String EXPECTED =
      "An address of Redis is redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE], or rediss:// for TLS;"
          + " special characters of a password are written as %40 for @, %2F for /";
  private static final String CA = "#ca=";
  private static final Pattern NAME_AND_PORT = Pattern.compile("([^:]+):(\\d{1,5})");

  static RedisAddress parse(String address) {
    int hash = address.indexOf('#');
    String fragment = hash < 0 ? "" : address.substring(hash);
    String plain = hash < 0 ? address : address.substring(0, hash);
    boolean known = plain.startsWith("redis://") || plain.startsWith("rediss://");
    if (!known || (!fragment.isEmpty() && !fragment.startsWith(CA))) {
      throw new IllegalArgumentException(EXPECTED);
    }
    try {
      RedisURI uri = RedisURI.create(plain);
      if (uri.getHost() == null || uri.getHost().isEmpty()) {
        throw new IllegalArgumentException(EXPECTED);
      }
      separatePort(uri);
      return new RedisAddress(
          uri,
          Optional.of(fragment)
              .filter(some -> !some.isEmpty())
              .map(some -> some.substring(CA.length())));
    } catch (IllegalArgumentException e) {
      // Its cause may quote the password.
      throw new IllegalArgumentException(EXPECTED);
    }
  }

  /** Where a name has an underscore, Lettuce takes the port for a part of it. */
  private static void separatePort(RedisURI uri) {
    Matcher parts = NAME_AND_PORT.matcher(uri.getHost());
    if (parts.matches()) {
      uri.setHost(parts.group(1));
      uri.setPort(Integer.parseInt(parts.group(2)));
    }
  }

  /** The address for people: without user and password. */
  String shown() {
    return uri.getHost()
        + ":"
        + uri.getPort()
        + (uri.getDatabase() == 0 ? "" : "/" + uri.getDatabase());
  }

  SslOptions tls() {
    SslOptions.Builder options = SslOptions.builder();
    authority.ifPresent(file -> options.trustManager(new File(file)));
    return options.build();
  }
}
