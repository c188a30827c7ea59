package io.zoetrope.automation.http;

import io.zoetrope.base.UrlAuthority;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to other servers, also to those whose names have an underscore, which the JDK's
 * client refuses. It follows no redirects. Any thread may call it; sending blocks.
 */
public final class HttpSender implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 256;
  private static final int REUSED_WITHIN_SECONDS = 30;

  private final CloseableHttpClient client;
  private final int longestAnswerBytes;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-sender-", 1).factory());

  public HttpSender(Duration connectTimeout, int longestAnswerBytes) {
    this(connectTimeout, longestAnswerBytes, SystemDefaultDnsResolver.INSTANCE);
  }

  public HttpSender(Duration connectTimeout, int longestAnswerBytes, DnsResolver names) {
    this.longestAnswerBytes = longestAnswerBytes;
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections(connectTimeout, names))
            .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
            .setUserAgent("Zoetrope")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
  }

  private static HttpClientConnectionManager connections(
      Duration connectTimeout, DnsResolver names) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setTlsSocketStrategy(
            ClientTlsStrategyBuilder.create()
                .setSslContext(SSLContexts.createSystemDefault())
                // Java's own check of host names knows none with an underscore.
                .setHostnameVerifier(new DefaultHostnameVerifier())
                .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                .buildClassic())
        .setDnsResolver(names)
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .setIdleTimeout(REUSED_WITHIN_SECONDS, TimeUnit.SECONDS)
                .build())
        .build();
  }

  public record Answer(int status, Optional<String> retryAfter, String body) {}

  /** The login that may be in the URL is left out. */
  public static HttpUriRequestBase request(String method, URI url) throws IOException {
    UrlAuthority to =
        UrlAuthority.of(url).orElseThrow(() -> new IOException("there is no host in the URL"));
    HttpUriRequestBase request = new HttpUriRequestBase(method, url);
    request.setAuthority(new URIAuthority(to.host(), to.port()));
    return request;
  }

  /** Reads the whole answer in this time at most. The request cannot be sent again. */
  public Answer send(HttpUriRequestBase request, Duration atMost)
      throws IOException, InterruptedException {
    Future<Answer> exchange;
    try {
      exchange = threads.submit(() -> client.execute(request, this::answer));
    } catch (RejectedExecutionException e) {
      throw new IOException("this program is stopping", e);
    }
    try {
      return exchange.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      String sentence = "no answer within %d s".formatted(atMost.toSeconds());
      throw (IOException) new SocketTimeoutException(sentence).initCause(e);
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      if (!exchange.isDone()) {
        request.cancel();
      }
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    threads.shutdownNow();
  }

  private Answer answer(ClassicHttpResponse response) throws IOException {
    Header retryAfter = response.getFirstHeader("Retry-After");
    return new Answer(
        response.getCode(),
        Optional.ofNullable(retryAfter).map(Header::getValue),
        body(response.getEntity()));
  }

  private String body(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return "";
    }
    byte[] body = entity.getContent().readNBytes(longestAnswerBytes + 1);
    if (body.length > longestAnswerBytes) {
      throw new IOException("its answer is longer than %d bytes".formatted(longestAnswerBytes));
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static IOException failure(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException io -> io;
      case null -> new IOException(e);
      default -> new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
    };
  }
}
