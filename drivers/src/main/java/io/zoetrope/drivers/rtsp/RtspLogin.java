package io.zoetrope.drivers.rtsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to show a camera that wants to know who asks. Any thread. */
final class RtspLogin {
  private final Optional<RtspAddress.Login> login;

  // Guarded by this.
  private @Nullable DigestChallenge digest;
  private boolean basic;
  private boolean accepted;

  RtspLogin(Optional<RtspAddress.Login> login) {
    this.login = login;
  }

  boolean isGiven() {
    return login.isPresent();
  }

  /** The field {@code Authorization} of a request, without its name; empty before a challenge. */
  synchronized Optional<String> authorization(String method, String url) {
    DigestChallenge challenge = digest;
    if (login.isEmpty()) {
      return Optional.empty();
    }
    if (challenge != null) {
      return Optional.of(challenge.answer(login.get(), method, url));
    }
    String pair = login.get().user() + ":" + login.get().password();
    return basic
        ? Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
        : Optional.empty();
  }

  /** The camera has taken what was shown. */
  synchronized void accepted() {
    accepted = true;
  }

  /**
   * Takes the challenges of a refusal.
   *
   * @return whether it is worth asking again: a wrong password is shown once only, because cameras
   *     lock accounts
   */
  synchronized boolean challenged(List<String> challenges) {
    if (login.isEmpty()) {
      return false;
    }
    boolean shown = digest != null || basic;
    Optional<DigestChallenge> best =
        challenges.stream()
            .flatMap(each -> DigestChallenge.parse(each).stream())
            .max(Comparator.comparingInt(DigestChallenge::strength));
    boolean again = !shown || accepted || best.map(DigestChallenge::stale).orElse(false);
    accepted = false;
    digest = best.orElse(null);
    basic =
        best.isEmpty()
            && challenges.stream()
                .anyMatch(each -> each.toLowerCase(Locale.ROOT).startsWith("basic"));
    return again && (digest != null || basic);
  }
}
