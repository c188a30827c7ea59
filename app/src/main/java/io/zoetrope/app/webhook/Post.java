package io.zoetrope.app.webhook;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to receivers. Any thread may call it; posting blocks.
 *
 * <p>The JDK's client is enough here: it needs no digest logins, and unlike for cameras the time
 * for the whole exchange must be bounded, which it does by cancelling. HTTP/1.1, as receivers
 * behind plain {@code http:} stumble over the offer of an upgrade.
 */
final class Post implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int LONGEST_ANSWER_BYTES = 1 << 20;

  private final HttpClient client;
  private final Duration timeout;

  /**
   * Makes one.
   *
   * @param timeout for a whole exchange
   */
  Post(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("webhook-post-", 1).factory()))
            .build();
  }

  /** What a receiver answered. Its body is of no interest. */
  record Answer(int status, HttpHeaders headers) {}

  /**
   * Posts to the webhook's address.
   *
   * @param signed headers to send, name after value
   * @throws IOException when there is no answer; its message is a sentence for people
   */
  Answer send(Webhook to, byte[] body, String... signed) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to.plainUrl())
            .header("Content-Type", "application/json")
            .header("User-Agent", "Zoetrope")
            .headers(signed)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    to.login().ifPresent(login -> request.header("Authorization", basic(login)));
    try {
      return exchange(to, request.build());
    } catch (CutConnectionException e) {
      // It was kept from the last post, and the receiver had closed it. That a post may come twice
      // is what its id is for.
      return exchange(to, request.build());
    }
  }

  private Answer exchange(Webhook to, HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> exchange =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.discarding(), LONGEST_ANSWER_BYTES));
    try {
      HttpResponse<Void> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.headers());
    } catch (TimeoutException e) {
      throw new IOException(
          "%s has not answered within %s s".formatted(to.host(), timeout.toSeconds()), e);
    } catch (ExecutionException e) {
      String sentence = to.host() + " " + reason(e.getCause());
      throw isCut(e.getCause())
          ? new CutConnectionException(sentence, e)
          : new IOException(sentence, e);
    } finally {
      exchange.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** The connection ended before there was an answer. */
  private static final class CutConnectionException extends IOException {
    private static final long serialVersionUID = 1;

    CutConnectionException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static boolean isCut(@Nullable Throwable failure) {
    return failure instanceof EOFException
        || (failure instanceof SocketException && !(failure instanceof ConnectException))
        || (failure instanceof IOException
            && (failure.getCause() instanceof EOFException
                || String.valueOf(failure.getMessage()).contains("reset")));
  }

  private static String reason(@Nullable Throwable failure) {
    return switch (failure) {
      case HttpConnectTimeoutException _ ->
          "cannot be reached within %d s".formatted(CONNECT_TIMEOUT.toSeconds());
      case ConnectException e when e.getCause() instanceof ConnectException inner -> reason(inner);
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "is a name that cannot be resolved";
      case ConnectException _ -> "cannot be reached: no connection";
      case SSLException e -> "cannot be reached over TLS: " + e.getMessage();
      case null -> "has not answered";
      default -> "has not answered as HTTP wants it: " + failure.getMessage();
    };
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}
