package io.zoetrope.drivers.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.RedirectException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/** The way to one camera. One thread asks; any thread may close, which ends what is going on. */
final class HttpConnection implements AutoCloseable {
  private static final int CONNECT_SECONDS = 5;
  private static final int SILENCE_SECONDS = 8;
  private static final int MAX_REDIRECTS = 5;

  /** A camera or router may drop a connection that waits longer, without a word. */
  private static final int REUSED_AFTER_SECONDS = 10;

  /** One for the connection that was kept, one for a camera that also closes after its 401. */
  private static final int RETRIES = 2;

  private static final RequestConfig REQUESTS =
      RequestConfig.custom()
          .setResponseTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
          .setMaxRedirects(MAX_REDIRECTS)
          .build();

  private final HttpAddress address;
  private final CloseableHttpClient client;

  HttpConnection(HttpAddress address, AddressGuard guard) throws IOException {
    this.address = address;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setTlsSocketStrategy(Certificates.of(address))
                    .setDnsResolver(guard)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                            .setSocketTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                            .setIdleTimeout(REUSED_AFTER_SECONDS, TimeUnit.SECONDS)
                            .build())
                    .setConnectionFactory(ResponseHeads.connections())
                    .build())
            .setDefaultRequestConfig(REQUESTS)
            .setDefaultCredentialsProvider(credentials(address))
            .setRedirectStrategy(new CarefulRedirects())
            .setConnectionReuseStrategy(this::mayBeReused)
            .setUserAgent("Zoetrope")
            .disableAutomaticRetries()
            .disableContentCompression()
            .build();
  }

  /** Asks once. The answer is a success, and the caller's to close; failures are sentences. */
  Response ask() throws IOException {
    HttpGet request = new HttpGet(address.url());
    ClassicHttpResponse response = open(request);
    HttpEntity entity = response.getEntity();
    if (response.getCode() == 200 && entity != null) {
      String type = entity.getContentType();
      CountedBody body = new CountedBody(entity.getContent(), entity.getContentLength());
      return new Response(type == null ? "" : type, body, request, response);
    }
    try (response) {
      throw refused(response);
    }
  }

  /** Fetches something that the camera leads to. Redirects are the caller's to follow. */
  ClassicHttpResponse fetch(URI target, String range) throws IOException {
    HttpGet request = new HttpGet(target);
    request.setConfig(RequestConfig.copy(REQUESTS).setRedirectsEnabled(false).build());
    if (!range.isEmpty()) {
      request.setHeader(HttpHeaders.RANGE, range);
    }
    return open(request);
  }

  IOException refused(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    String sentence =
        forbiddenRedirect(response)
            .orElse(HttpFailure.sentence(status, address.login().isPresent()));
    HttpEntity entity = response.getEntity();
    return HttpFailure.ofStatus(
        status,
        entity == null ? sentence : quoted(sentence, new BufferedInputStream(entity.getContent())));
  }

  private Optional<String> forbiddenRedirect(ClassicHttpResponse response) {
    Header location = response.getFirstHeader(HttpHeaders.LOCATION);
    if (location == null || response.getCode() / 100 != 3) {
      return Optional.empty();
    }
    try {
      URI to = address.url().resolve(location.getValue().strip());
      return HttpFailure.forbiddenRedirect(address.url(), to, response.getCode());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String quoted(String sentence, InputStream body) {
    try {
      return CameraMessage.quoted(sentence, body, address.secrets());
    } catch (IOException e) {
      return sentence; // It was cut off.
    }
  }

  /** A camera may have closed the connection that was kept: then asks again through a new one. */
  private ClassicHttpResponse open(HttpGet request) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    for (int retries = 0; ; retries++) {
      try {
        return client.executeOpen(null, request, context);
      } catch (IOException e) {
        if (retries == RETRIES || request.isCancelled() || !isStale(context, e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isStale(HttpClientContext context, IOException failure) {
    EndpointDetails used = context.getEndpointDetails();
    boolean toldOtherwise =
        failure instanceof SocketTimeoutException
            || failure instanceof ConnectException
            || failure instanceof UnknownHostException
            || failure.getCause() instanceof RedirectException;
    return used != null && used.getRequestCount() > 1 && !toldOtherwise;
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  /** The credentials go to the camera's own scheme, host and port only. */
  private static BasicCredentialsProvider credentials(HttpAddress address) {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    address
        .login()
        .ifPresent(login ->
            credentials.setCredentials(
                new AuthScope(address.origin()),
                new UsernamePasswordCredentials(login.user(), login.password().toCharArray())));
    return credentials;
  }

  /** Wherever else the camera leads is looked at each time. */
  private boolean mayBeReused(HttpRequest request, HttpResponse response, HttpContext context) {
    return DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)
        && HttpClientContext.cast(context)
            .getHttpRoute()
            .getTargetHost()
            .getHostName()
            .equalsIgnoreCase(address.origin().getHostName());
  }

  record Response(String mediaType, CountedBody body, HttpGet request, ClassicHttpResponse response)
      implements AutoCloseable {

    /** Ends it at once, also while its body is read. Any thread; does not block. */
    void abandon() {
      request.cancel();
    }

    @Override
    public void close() throws IOException {
      if (!body.isRead()) {
        abandon();
      }
      response.close();
    }
  }

  private static final class CarefulRedirects extends DefaultRedirectStrategy {
    @Override
    public boolean isRedirectAllowed(
        HttpHost current, HttpHost next, HttpRequest redirect, HttpContext context) {
      return HttpFailure.isAllowed(current.getSchemeName(), next.getSchemeName())
          && super.isRedirectAllowed(current, next, redirect, context);
    }
  }
}
