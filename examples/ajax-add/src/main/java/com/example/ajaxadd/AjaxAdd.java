package com.example.ajaxadd;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A page with two fields, and the address that it asks for their sum. Each request runs on a
 * virtual thread of its own.
 */
public final class AjaxAdd {
  private static final String PORT = "5000";

  private final String home;
  private final byte[] page;

  private AjaxAdd(String home) throws IOException {
    this.home = home;
    try (InputStream in = AjaxAdd.class.getResourceAsStream("page.html")) {
      this.page = in.readAllBytes();
    }
  }

  public static void main(String[] words) throws IOException {
    String prefix = words.length > 1 ? words[1] : "";
    HttpServer server = start(Integer.parseInt(words.length > 0 ? words[0] : PORT), prefix);
    System.out.println("open http://127.0.0.1:" + server.getAddress().getPort() + prefix + "/");
  }

  /** Serves everything under a prefix such as {@code /calc}; with an empty one, at the root. */
  static HttpServer start(int port, String prefix) throws IOException {
    if (!prefix.matches("(/[\\w.-]+)*")) {
      throw new IllegalArgumentException("The prefix must be as in /calc, not " + prefix);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", new AjaxAdd(prefix + "/")::answer);
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, 405, "text/plain", "Ask with GET.");
      } else if (path.equals(home)) {
        send(exchange, 200, "text/html", page);
      } else if (path.equals(home + "add")) {
        Numbers numbers = Numbers.of(exchange.getRequestURI().getRawQuery());
        String sum = numbers.get("a").add(numbers.get("b")).toString();
        send(exchange, 200, "application/json", "{\"result\": " + sum + "}");
      } else if (path.concat("/").equals(home)) {
        // The addresses in the page are beside it: without its slash they would be elsewhere.
        exchange.getResponseHeaders().set("Location", home);
        exchange.sendResponseHeaders(308, -1);
      } else {
        send(exchange, 404, "text/plain", "There is nothing here. The page is at " + home);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
