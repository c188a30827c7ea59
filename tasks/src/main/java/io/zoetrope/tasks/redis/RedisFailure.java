package io.zoetrope.tasks.redis;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisLoadingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Explains in one sentence why Redis did not do what it was asked, and what helps. */
final class RedisFailure {

  private record Answer(Pattern said, String sentence) {}

  /**
   * What Redis says, and what that means; {@code @} is the server. Codes are in capitals: an error
   * begins with one, or a script met it, and then it stands within.
   */
  private static final List<Answer> ANSWERS =
      """
      NOAUTH = @ wants a password: write it into the address, as in redis://:PASSWORD@HOST.
      WRONGPASS = @ does not accept the user name or password of the address.
      NOPERM = @ does not let this user do that: give it the rights that docs/redis.md lists.
      READONLY = @ is a replica that can only be read: give the address of its primary.
      OOM = @ has no memory left: raise its maxmemory, or let tasks be kept for less long.
      MISCONF = @ cannot save its data and takes nothing new: see its log, its disk may be full.
      NOREPLICAS = @ has too few replicas to take anything new: see its log.
      MOVED|CLUSTERDOWN = @ is part of a cluster, which is not supported: use one that stands alone.
      LOADING = @ is still loading its data: try again in a while.
      BUSY = @ is busy with somebody's script: try again in a while.
      unknown command = @ is too old: Zoetrope needs Redis 6.2 or newer.
      invalid password = @ does not accept the password of the address.
      without any password configured = @ knows no password, but the address has one: leave it out.
      db index = @ does not have the database of the address: it counts from 0, mostly to 15.
      max number of clients = @ has as many clients as it accepts: raise its maxclients.
      protected mode = @ only talks to its own machine: give it a password, or bind it to an address.
      """
          .lines()
          .map(RedisFailure::answer)
          .toList();

  private static Answer answer(String line) {
    String[] parts = line.split(" = ", 2);
    boolean code = parts[0].equals(parts[0].toUpperCase(Locale.ROOT));
    return new Answer(
        code
            ? Pattern.compile("(?<![\\w'`])(?:" + parts[0] + ")(?![\\w'`])")
            : Pattern.compile(Pattern.quote(parts[0]), Pattern.CASE_INSENSITIVE),
        parts[1]);
  }

  private RedisFailure() {}

  /** Whether the connection is to blame, or something that passes: asking again may help. */
  static boolean passes(Throwable failure) {
    if (failure instanceof RedisLoadingException || failure instanceof RedisBusyException) {
      return true;
    }
    return find(failure, RedisCommandExecutionException.class) == null
        && find(failure, SSLException.class) == null
        && find(failure, UnknownHostException.class) == null;
  }

  /** The sentence. Texts of the cause are not in it, as they may hold a password. */
  static String sentence(String server, boolean tls, Throwable failure) {
    Throwable said = find(failure, RedisCommandExecutionException.class);
    if (said != null && said.getMessage() != null) {
      return ANSWERS.stream()
          .filter(answer -> answer.said().matcher(said.getMessage()).find())
          .findFirst()
          .map(answer -> answer.sentence().replace("@ ", server + " "))
          .orElseGet(() -> server + " refused: " + said.getMessage() + ".");
    }
    if (find(failure, UnknownHostException.class) != null) {
      return server + " does not answer: there is no host of this name.";
    }
    if (find(failure, SSLException.class) != null) {
      return server + tls(String.valueOf(find(failure, SSLException.class)));
    }
    return server + " does not answer: " + unreachable(tls, failure);
  }

  private static String tls(String message) {
    return message.contains("not an SSL/TLS record")
        ? " does not speak TLS: use redis:// instead of rediss://."
        : " has a certificate that is not trusted, or not for this name: see docs/redis.md.";
  }

  private static String unreachable(boolean tls, Throwable failure) {
    if (find(failure, ConnectException.class) != null) {
      return "nothing listens there. Start it, or correct the address.";
    }
    if (find(failure, NoRouteToHostException.class) != null) {
      return "there is no way to this host.";
    }
    String look =
        "See whether it runs, and whether it "
            + (tls ? "speaks TLS (if not: redis://)." : "wants TLS (then: rediss://).");
    if (find(failure, TimeoutException.class) != null
        || find(failure, RedisCommandTimeoutException.class) != null) {
      return "it is silent. " + look;
    }
    return "the connection broke. " + look;
  }

  static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
