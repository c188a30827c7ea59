package io.zoetrope.app.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A page of another site: to browsers, {@code localhost} is not the site of {@code 127.0.0.1}. */
final class OtherSite implements AutoCloseable {
  private final HttpServer server;
  private volatile String page = "";
  private volatile String policy = "unsafe-none";

  OtherSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = page.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().set("Cross-Origin-Embedder-Policy", policy);
          exchange.sendResponseHeaders(200, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  OtherSite showing(String html) {
    page = html;
    return this;
  }

  /** Loads only what says that other sites may show it. */
  OtherSite takingOnlyWhatIsMeantForIt() {
    policy = "require-corp";
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
