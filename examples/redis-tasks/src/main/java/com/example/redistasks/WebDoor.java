package com.example.redistasks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.redis.RedisChannelTopic;
import io.zoetrope.tasks.redis.RedisConnections;
import io.zoetrope.tasks.topic.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.IntNode;

/** The page with two links. Each request runs on a virtual thread; all share one connection. */
final class WebDoor {
  private static final String PAGE =
      """
      <!doctype html>
      <title>Tasks on Redis</title>
      <h3>Tasks on Redis</h3>
      <p><a href="/prodcons">A number for one worker</a>
      <p><a href="/pubsub">A number for every listener</a>
      """;

  private final RedisCommands<String, String> redis;
  private final Topic channel;

  private WebDoor(RedisCommands<String, String> redis, Topic channel) {
    this.redis = redis;
    this.channel = channel;
  }

  /** Stays open until the program ends. */
  static void open(String uri, int port) throws IOException {
    StatefulRedisConnection<String, String> connection = RedisClient.create(uri).connect();
    connection.setTimeout(Duration.ofSeconds(5));
    Topic channel = new RedisChannelTopic(new RedisConnections(uri), RedisTasks.CHANNEL);
    WebDoor door = new WebDoor(connection.sync(), channel);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", door::answer);
    server.start();
    System.out.println("open http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int number = ThreadLocalRandom.current().nextInt(1_000_000);
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> page(exchange, 200, PAGE);
        case "/prodcons" -> {
          redis.lpush(RedisTasks.QUEUE, Integer.toString(number));
          System.out.println("queued " + number);
          back(exchange);
        }
        case "/pubsub" -> {
          channel.publish(IntNode.valueOf(number));
          System.out.println("published " + number);
          back(exchange);
        }
        default -> page(exchange, 404, "There is nothing here. <a href=/>Back</a>");
      }
    } catch (RedisException | QueueUnavailableException e) {
      page(exchange, 503, "Redis does not answer. <a href=/>Try again</a> when it runs.");
    }
  }

  private static void page(HttpExchange exchange, int status, String html) throws IOException {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void back(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/");
    exchange.sendResponseHeaders(302, -1);
  }
}
