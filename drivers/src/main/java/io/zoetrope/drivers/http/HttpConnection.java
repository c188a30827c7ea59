package io.zoetrope.drivers.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/** The way to one camera. One thread asks; any thread may close, which ends what is going on. */
final class HttpConnection implements AutoCloseable {
  private static final int CONNECT_SECONDS = 5;
  private static final int SILENCE_SECONDS = 8;
  private static final int MAX_REDIRECTS = 5;
  private static final int MAX_HEADER_LINES = 200;
  private static final int MAX_HEADER_LINE_CHARS = 8192;

  private final HttpAddress address;
  private final CloseableHttpClient client;

  HttpConnection(HttpAddress address) throws IOException {
    this.address = address;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setTlsSocketStrategy(Certificates.of(address))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                            .setSocketTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                            .build())
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(
                                Http1Config.custom()
                                    .setMaxHeaderCount(MAX_HEADER_LINES)
                                    .setMaxLineLength(MAX_HEADER_LINE_CHARS)
                                    .build())
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                    .setMaxRedirects(MAX_REDIRECTS)
                    .build())
            .setDefaultCredentialsProvider(credentials(address))
            .setRedirectStrategy(new NeverLessSafe())
            .setUserAgent("Zoetrope")
            .disableAutomaticRetries()
            .disableContentCompression()
            .build();
  }

  /**
   * Asks once.
   *
   * @return a successful answer, the caller's to close
   * @throws IOException its message is a sentence for people
   */
  Answer ask() throws IOException {
    HttpGet request = new HttpGet(address.url());
    ClassicHttpResponse response = client.executeOpen(null, request, null);
    HttpEntity entity = response.getEntity();
    if (response.getCode() != 200 || entity == null) {
      response.close();
      throw new IOException(HttpFailure.ofStatus(response.getCode(), address.login().isPresent()));
    }
    String type = entity.getContentType();
    AnswerBody body = new AnswerBody(entity.getContent(), entity.getContentLength());
    return new Answer(type == null ? "" : type, body, request, response);
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  /** The credentials go to the camera's own host only, wherever it may send us. */
  private static BasicCredentialsProvider credentials(HttpAddress address) {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    address
        .login()
        .ifPresent(login ->
            credentials.setCredentials(
                new AuthScope(address.url().getHost(), -1),
                new UsernamePasswordCredentials(login.user(), login.password().toCharArray())));
    return credentials;
  }

  /** A camera's answer: its media type, and its body as it comes. */
  record Answer(String mediaType, AnswerBody body, HttpGet request, ClassicHttpResponse response)
      implements AutoCloseable {

    /** Gives the connection back for the next request, or cuts it if there is more to read. */
    @Override
    public void close() throws IOException {
      if (body.isRead()) {
        response.close();
        return;
      }
      request.cancel();
      try {
        response.close();
      } catch (IOException e) {
        // It was cut.
      }
    }
  }

  /** Does not follow from https to http, where a password or a picture could be read on the way. */
  private static final class NeverLessSafe extends DefaultRedirectStrategy {
    @Override
    public boolean isRedirectAllowed(
        HttpHost current, HttpHost next, HttpRequest redirect, HttpContext context) {
      boolean lessSafe =
          "https".equals(current.getSchemeName()) && "http".equals(next.getSchemeName());
      return !lessSafe && super.isRedirectAllowed(current, next, redirect, context);
    }
  }
}
