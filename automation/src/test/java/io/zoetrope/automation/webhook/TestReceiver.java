package io.zoetrope.automation.webhook;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that receives webhooks and answers as instructed. Any thread may call it. */
final class TestReceiver implements AutoCloseable {
  /** No answer at all. */
  static final int HANG = -1;

  final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<Integer> first = new ArrayDeque<>();
  private volatile int then = 204;
  private volatile Optional<String> retryAfter = Optional.empty();

  /** One request. */
  record Received(Headers headers, String path, String body) {
    String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }
  }

  TestReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://" + host() + path);
  }

  String host() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Answers with these, one after the other, and then as before. */
  synchronized void answersFirst(int... statuses) {
    for (int status : statuses) {
      first.add(status);
    }
  }

  void answers(int status) {
    then = status;
  }

  void wantsToBeLeftAlone(String value) {
    retryAfter = Optional.of(value);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int status = nextStatus();
      if (status == HANG) {
        received.add(new Received(exchange.getRequestHeaders(), path(exchange), body));
        closed.await();
        return;
      }
      retryAfter.ifPresent(value -> exchange.getResponseHeaders().set("Retry-After", value));
      if (status >= 300 && status < 400) {
        exchange.getResponseHeaders().set("Location", "/elsewhere");
      }
      received.add(new Received(exchange.getRequestHeaders(), path(exchange), body));
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized int nextStatus() {
    Integer status = first.poll();
    return status == null ? then : status;
  }

  private static String path(HttpExchange exchange) {
    return exchange.getRequestURI().toString();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
