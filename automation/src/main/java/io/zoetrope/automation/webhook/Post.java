package io.zoetrope.automation.webhook;

import io.zoetrope.automation.http.HttpSender;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Posts to receivers. Any thread may call it; posting blocks. */
final class Post implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int LONGEST_ANSWER_BYTES = 1 << 20;

  private final HttpSender sender;
  private final Duration timeout;

  /** The timeout is for a whole exchange. */
  Post(Duration timeout) {
    this(timeout, SystemDefaultDnsResolver.INSTANCE);
  }

  Post(Duration timeout, DnsResolver names) {
    this.timeout = timeout;
    this.sender = new HttpSender(CONNECT_TIMEOUT, LONGEST_ANSWER_BYTES, names);
  }

  /** The headers are name after value. The message of an exception is a sentence for people. */
  HttpSender.Answer send(Webhook to, byte[] body, String... signed)
      throws IOException, InterruptedException {
    try {
      return sender.send(request(to, body, signed), timeout);
    } catch (IOException first) {
      try {
        if (!isCut(first)) {
          throw first;
        }
        // It was kept from the last post, and the receiver had closed it. That a post may come
        // twice is what its id is for.
        return sender.send(request(to, body, signed), timeout);
      } catch (IOException e) {
        throw new IOException(to.host() + " " + reason(e), e);
      }
    }
  }

  private static HttpUriRequestBase request(Webhook to, byte[] body, String... signed)
      throws IOException {
    HttpUriRequestBase request = HttpSender.request("POST", to.url());
    for (int i = 0; i < signed.length; i += 2) {
      request.setHeader(signed[i], signed[i + 1]);
    }
    to.login().ifPresent(login -> request.setHeader(HttpHeaders.AUTHORIZATION, basic(login)));
    request.setEntity(
        new ByteArrayEntity(body, ContentType.create(ContentType.APPLICATION_JSON.getMimeType())));
    return request;
  }

  @Override
  public void close() {
    sender.close();
  }

  /** Whether the connection ended before there was an answer. */
  private static boolean isCut(IOException failure) {
    return failure instanceof NoHttpResponseException
        || failure instanceof ConnectionClosedException
        || failure instanceof EOFException
        || (failure instanceof SocketException
            && !(failure instanceof ConnectException)
            && !(failure instanceof NoRouteToHostException));
  }

  private String reason(IOException failure) {
    return switch (failure) {
      case ConnectTimeoutException _ ->
          "cannot be reached within %d s".formatted(CONNECT_TIMEOUT.toSeconds());
      case SocketTimeoutException _ ->
          "has not answered within %d s".formatted(timeout.toSeconds());
      case UnknownHostException _ -> "is a name that cannot be resolved";
      case ConnectException _, NoRouteToHostException _ -> "cannot be reached: no connection";
      case SSLException e -> "cannot be reached over TLS: " + e.getMessage();
      default -> "has not answered as HTTP wants it: " + failure.getMessage();
    };
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}
