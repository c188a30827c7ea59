package io.zoetrope.app.presence;

import io.zoetrope.core.secret.Secrets;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;

/** How workers reach a server, and the key with which they send results. */
public record ServerRecord(URI url, String key) {

  public static String newKey() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return Secrets.maskAddress(url.toString());
  }
}
