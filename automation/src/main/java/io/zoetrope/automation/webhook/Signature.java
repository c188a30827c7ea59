package io.zoetrope.automation.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as the Standard Webhooks specification says. Any thread may call it. */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String ENCODED = "whsec_";

  private final SecretKeySpec key;

  /** The secret is a text, or {@code whsec_} and bytes in Base64; no message shows it. */
  Signature(String secret) {
    byte[] bytes = bytes(secret);
    if (bytes.length == 0) {
      throw new IllegalArgumentException("the secret is empty; leave it out to sign nothing");
    }
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  String of(String id, long timestampSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update("%s.%d.".formatted(id, timestampSeconds).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String secret) {
    if (!secret.startsWith(ENCODED)) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(secret.substring(ENCODED.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("what follows whsec_ is not Base64", e);
    }
  }
}
