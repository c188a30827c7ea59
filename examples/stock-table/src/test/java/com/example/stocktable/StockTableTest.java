package com.example.stocktable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table over HTTP, from a file of SQLite. */
final class StockTableTest {
  private static final int STOCKS = 100_000;

  @TempDir private static Path folder;
  private static Vertx vertx;
  private static Stocks stocks;
  private static HttpServer server;

  @BeforeAll
  static void start() throws Exception {
    String database = "jdbc:sqlite:" + folder.resolve("stocks.db");
    stocks = new Stocks(database, STOCKS);
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE stocks SET company = '<script>alert(1)</script>, \"AG\"' WHERE number = 2");
    }
    vertx = Vertx.vertx();
    server = StockTable.start(vertx, stocks, 0);
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @Test
  void thePageHasTheForm() throws Exception {
    assertThat(get("/").body()).contains("action=\"stock-table\"", "name=\"rows\"");
  }

  @Test
  void theTableHasAsManyRowsAsWishedFor() throws Exception {
    HttpResponse<String> answer = get("/stock-table?rows=54321");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(rows(answer)).isEqualTo(54_321);
    assertThat(answer.body()).contains("Smith &amp; Sons").endsWith("</html>\n");
    assertThat(rows(get("/stock-table?rows=1"))).isEqualTo(1);
    assertThat(rows(get("/stock-table?rows=0"))).isZero();
    assertThat(rows(get("/stock-table"))).isEqualTo(1000);
  }

  @Test
  void noMoreRowsThanThereAre() throws Exception {
    assertThat(rows(get("/stock-table?rows=999999999999"))).isEqualTo(STOCKS);
  }

  @Test
  void theSameAsCsv() throws Exception {
    HttpResponse<String> answer = get("/stock-table.csv?rows=100");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"stocks.csv\"");
    assertThat(answer.body().split("\r\n")).hasSize(101);
    assertThat(answer.body())
        .startsWith("number,symbol,company,price,change\r\n1,ZX1,")
        .contains("\r\n2,ZX2,\"<script>alert(1)</script>, \"\"AG\"\"\",");
  }

  @Test
  void aNameIsNoProgram() throws Exception {
    assertThat(get("/stock-table?rows=2").body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "many", "1e3", "1%3BDROP", "9999999999999999999"})
  void whatIsNoNumberIsToldSo(String rows) throws Exception {
    HttpResponse<String> answer = get("/stock-table?rows=" + rows);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("?rows=1000");
  }

  @Test
  void aClientThatLeavesFreesItsConnection() throws Exception {
    for (int i = 0; i < 10; i++) {
      try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
        socket.setReceiveBufferSize(4096);
        socket
            .getOutputStream()
            .write(
                ("GET /stock-table?rows=" + STOCKS + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        assertThat(in.readNBytes(1000)).hasSize(1000);
        assertThat(stocks.open()).isEqualTo(1);
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> stocks.open() == 0);
    }
  }

  private static long rows(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().lines().filter(line -> line.startsWith("<tr><td>")).count();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
