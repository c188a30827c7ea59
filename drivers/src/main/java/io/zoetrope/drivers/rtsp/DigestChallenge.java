package io.zoetrope.drivers.rtsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a camera wants to see hashed with the password (RFC 7616, RFC 2069). One thread. */
final class DigestChallenge {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern PARAMETER =
      Pattern.compile("([\\w-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]*+))");

  private final Map<String, String> parameters;
  private final String hash;
  private int count;

  private DigestChallenge(Map<String, String> parameters, String hash) {
    this.parameters = parameters;
    this.hash = hash;
  }

  /** Reads a value of the field {@code WWW-Authenticate}; empty if it is of another kind. */
  static Optional<DigestChallenge> parse(String challenge) {
    String text = challenge.strip();
    if (!text.regionMatches(true, 0, "digest ", 0, "digest ".length())) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher each = PARAMETER.matcher(text);
    while (each.find()) {
      String value =
          each.group(2) == null ? each.group(3) : each.group(2).replaceAll("\\\\(.)", "$1");
      parameters.putIfAbsent(each.group(1).toLowerCase(Locale.ROOT), value);
    }
    String algorithm = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    boolean answerable =
        parameters.containsKey("nonce") && (algorithm.equals("MD5") || algorithm.equals("SHA-256"));
    return answerable ? Optional.of(new DigestChallenge(parameters, algorithm)) : Optional.empty();
  }

  /** Of several challenges the strongest is answered. */
  int strength() {
    return hash.equals("MD5") ? 0 : 1;
  }

  /** Whether only the nonce was too old. */
  boolean stale() {
    return parameters.getOrDefault("stale", "").equalsIgnoreCase("true");
  }

  String answer(RtspAddress.Login login, String method, String url) {
    String realm = parameters.getOrDefault("realm", "");
    String nonce = parameters.getOrDefault("nonce", "");
    String secret = hashed(login.user() + ":" + realm + ":" + login.password());
    String asked = hashed(method + ":" + url);
    StringBuilder answer = new StringBuilder("Digest username=").append(quoted(login.user()));
    answer.append(", realm=").append(quoted(realm));
    answer.append(", nonce=").append(quoted(nonce));
    answer.append(", uri=").append(quoted(url));
    if (protectsOnly()) {
      String countText = "%08x".formatted(++count);
      byte[] random = new byte[8];
      RANDOM.nextBytes(random);
      String own = HexFormat.of().formatHex(random);
      String response = hashed(String.join(":", secret, nonce, countText, own, "auth", asked));
      answer.append(", qop=auth, nc=").append(countText).append(", cnonce=").append(quoted(own));
      answer.append(", response=").append(quoted(response));
    } else {
      answer.append(", response=").append(quoted(hashed(secret + ":" + nonce + ":" + asked)));
    }
    if (parameters.containsKey("algorithm")) {
      answer.append(", algorithm=").append(hash);
    }
    if (parameters.containsKey("opaque")) {
      answer.append(", opaque=").append(quoted(parameters.getOrDefault("opaque", "")));
    }
    return answer.toString();
  }

  private boolean protectsOnly() {
    return Arrays.stream(parameters.getOrDefault("qop", "").split(","))
        .anyMatch(each -> each.strip().equalsIgnoreCase("auth"));
  }

  private String hashed(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(hash).digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
