package io.zoetrope.web.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables without an end: the socket sets the pace, and nothing outlives the client. */
class LongTablesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration AT_ONCE = Duration.ofSeconds(8);
  private static final long ENDLESS = 200_000_000_000L;
  private static final int ROUNDS = Integer.getInteger("zoetrope.rounds", 20);

  @Test
  void aClientThatDoesNotReadHoldsTheRowsBack() throws Exception {
    Ticks ticks = new Ticks(ENDLESS);
    try (ServerPair pair = ServerPair.tabling(Timeouts.STANDARD, ticks)) {
      RawClient client = pair.connect(4096).get("/api/ticks.csv");
      client.readHead();
      long held = heldBack(ticks);

      assertThat(held).as("rows of some 40 bytes, mostly in the kernel").isLessThan(300_000);
      client.readExactly(8_000_000);
      assertThat(ticks.made.get()).isGreaterThan(held);
    }
    assertThat(ticks.open).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "reset", "half-close"})
  void aClientThatLeavesFreesTheRowsAtOnce(String way) throws Exception {
    Ticks ticks = new Ticks(ENDLESS);
    try (ServerPair pair = ServerPair.tabling(Timeouts.STANDARD, ticks)) {
      for (int round = 0; round < ROUNDS; round++) {
        String format = List.of("html", "csv", "ndjson", "json").get(round % 4);
        RawClient client = pair.connect();
        client.get(
            "/api/ticks." + format, round % 2 == 0 ? "Accept-Encoding: gzip" : "Accept: */*");
        client.readHead();
        client.readExactly(round * 1000 + 1);
        assertThat(ticks.open).hasValue(1);

        switch (way) {
          case "close" -> client.close();
          case "reset" -> client.reset();
          default -> client.halfClose();
        }

        await()
            .pollInterval(Duration.ofMillis(5))
            .atMost(AT_ONCE)
            .until(() -> ticks.open.get() == 0);
      }
    }
  }

  @Test
  void aClientThatLeavesBeforeTheFirstRowDoesNotBlockTheTable() throws Exception {
    Ticks ticks = new Ticks(ENDLESS).waitingAfter(0);
    try (ServerPair pair = ServerPair.tabling(Timeouts.STANDARD, ticks)) {
      RawClient client = pair.connect().get("/api/ticks.csv");
      await().atMost(PATIENCE).until(() -> ticks.open.get() == 1);

      client.close();

      await().pollInterval(Duration.ofMillis(5)).atMost(AT_ONCE).until(() -> ticks.open.get() == 0);
      assertThat(ticks.interrupted).hasValue(1);
    }
  }

  @Test
  void aClientThatReadsNothingForLongIsCutOff() throws Exception {
    Ticks ticks = new Ticks(ENDLESS);
    Timeouts brief = Timeouts.STANDARD.withStalledViewer(Duration.ofMillis(500));
    try (ServerPair pair = ServerPair.tabling(brief, ticks)) {
      RawClient lazy = pair.connect(4096).get("/api/ticks.csv");
      lazy.readHead();

      await().atMost(PATIENCE).until(() -> ticks.open.get() == 0);
      assertThat(lazy.readToEnd()).doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  void aClientWhoseRowsComeSlowlyIsNotCutOff() throws Exception {
    Ticks ticks = new Ticks(ENDLESS).waitingAfter(3);
    Timeouts brief = Timeouts.STANDARD.withStalledViewer(Duration.ofMillis(200));
    try (ServerPair pair = ServerPair.tabling(brief, ticks)) {
      RawClient client = pair.connect().get("/api/ticks.csv");
      client.readHead();
      client.readUntil("\r\n".getBytes(StandardCharsets.US_ASCII));

      await().during(Duration.ofMillis(600)).atMost(PATIENCE).until(() -> ticks.open.get() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "csv", "ndjson", "json"})
  void theFirstRowArrivesBeforeTheSecondIsMade(String format) throws Exception {
    Ticks ticks = new Ticks(ENDLESS).waitingAfter(1);
    try (ServerPair pair = ServerPair.tabling(Timeouts.STANDARD, ticks)) {
      RawClient client = pair.connect().get("/api/ticks." + format);

      client.readUntil(String.valueOf(ENDLESS).getBytes(StandardCharsets.US_ASCII));

      assertThat(ticks.open).hasValue(1);
    }
  }

  @Test
  void theFirstRowArrivesAtOnceWhenCompressed() throws Exception {
    Ticks ticks = new Ticks(ENDLESS).waitingAfter(1);
    try (ServerPair pair = ServerPair.tabling(Timeouts.STANDARD, ticks);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pair.port() + "/api/ticks.csv"))
              .header("Accept-Encoding", "gzip")
              .build();
      try (GZIPInputStream in =
          new GZIPInputStream(client.send(request, BodyHandlers.ofInputStream()).body())) {
        assertThat(new String(in.readNBytes(20), StandardCharsets.UTF_8)).startsWith("n,text,at");
      }
    }
  }

  @Test
  void aFailureHalfwayCutsTheTableOff() throws Exception {
    Ticks ticks = new Ticks(ENDLESS).failingAfter(2000);
    try (ServerPair pair = ServerPair.tabling(Timeouts.STANDARD, ticks)) {
      for (String format : List.of("html", "csv", "ndjson", "json")) {
        RawClient client = pair.connect().get("/api/ticks." + format);
        assertThat(client.readHead()).contains("200 OK").contains("transfer-encoding: chunked");
        assertThat(client.readToEnd()).doesNotEndWith("0\r\n\r\n");
      }
      RawClient old = pair.connect().send("GET /api/ticks.csv HTTP/1.0\r\n\r\n");
      List<IOException> seen = new ArrayList<>();
      try {
        while (old.readExactly(1).length == 1) {}
      } catch (IOException e) {
        seen.add(e);
      }
      assertThat(seen).first().extracting(Throwable::getMessage).asString().contains("reset");
    }
    assertThat(ticks.open).hasValue(0);
  }

  @Test
  void aFailureBeforeTheFirstRowIsAnswered() throws Exception {
    Ticks ticks = new Ticks(ENDLESS).failingAfter(0);
    try (ServerPair pair = ServerPair.tabling(Timeouts.STANDARD, ticks)) {
      Answer answer = pair.get("/api/ticks.html", "Accept-Encoding: gzip");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.errorMessage()).isEqualTo("The disk is gone.");
      assertThat(answer.header("Content-Encoding")).isEmpty();
    }
    assertThat(ticks.open).hasValue(0);
  }

  @Test
  void aLongTableIsWholeAndTheConnectionStaysOpen() throws Exception {
    int rows = 100_000;
    try (ServerPair pair = ServerPair.tabling(Timeouts.STANDARD, new Ticks(rows))) {
      String old =
          pair.connect()
              .send("GET /api/ticks.ndjson HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
              .readToEnd();
      assertThat(old.substring(old.indexOf("\r\n\r\n") + 4)).hasLineCount(rows).endsWith("}\n");

      RawClient client = pair.connect().get("/api/ticks.ndjson", "Accept-Encoding: gzip");
      client.readHead();
      byte[] all = chunks(client);
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(all))) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).hasLineCount(rows);
      }
      assertThat(client.get("/healthz").readAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void clientsBeyondTheLimitAreAskedToRetry() throws Exception {
    Ticks ticks = new Ticks(ENDLESS);
    try (ServerPair pair = ServerPair.tabling(Timeouts.STANDARD, ticks)) {
      List<RawClient> busy = new ArrayList<>();
      for (int n = 0; n < 50; n++) {
        busy.add(pair.connect(4096).get("/api/ticks.csv"));
      }
      await().atMost(PATIENCE).until(() -> ticks.open.get() == 50);

      Answer answer = pair.get("/api/ticks.csv");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.errorCode()).isEqualTo("busy");

      busy.getFirst().close();
      await().atMost(PATIENCE).until(() -> ticks.open.get() == 49);
      await().atMost(PATIENCE).until(() -> pair.ask("HEAD", "/api/ticks.csv").status() == 200);
    }
    await().atMost(PATIENCE).until(() -> ticks.open.get() == 0);
  }

  /** How many rows were made when no more are. */
  private static long heldBack(Ticks ticks) {
    long[] last = {-1};
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(PATIENCE)
        .until(() -> {
          long before = last[0];
          last[0] = ticks.made.get();
          return before == last[0];
        });
    return last[0];
  }

  private static byte[] chunks(RawClient client) throws IOException {
    byte[] end = "\r\n".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      int length =
          Integer.parseInt(new String(client.readUntil(end), StandardCharsets.US_ASCII), 16);
      all.writeBytes(client.readExactly(length));
      client.readExactly(2);
      if (length == 0) {
        return all.toByteArray();
      }
    }
  }
}
