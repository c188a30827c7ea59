package io.zoetrope.web.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.ServerPair;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables over HTTP: formats, filters, pages, tags. */
class TablesIT {
  private final Ticks ticks = new Ticks(5);
  private final HttpClient client = HttpClient.newHttpClient();
  private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.tabling(Timeouts.STANDARD, ticks);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    pair.close();
  }

  @Test
  void isServedInEachFormat() throws Exception {
    HttpResponse<String> csv = get("ticks.csv");
    assertThat(csv.body())
        .startsWith("n,text,at\r\n5,=CMD(),1970-01-01T00:00:05.000Z\r\n4,<script>,")
        .hasLineCount(6);
    assertThat(header(csv, "content-type")).isEqualTo("text/csv; charset=utf-8; header=present");
    assertThat(header(csv, "content-disposition")).isEqualTo("attachment; filename=\"ticks.csv\"");
    assertThat(header(csv, "cache-control")).isEqualTo("no-cache");
    assertThat(header(csv, "x-content-type-options")).isEqualTo("nosniff");

    HttpResponse<String> lines = get("ticks.ndjson");
    assertThat(lines.body()).startsWith("{\"n\":5,\"text\":\"=CMD()\",").hasLineCount(5);
    assertThat(header(lines, "content-type")).isEqualTo("application/x-ndjson; charset=utf-8");

    HttpResponse<String> json = get("ticks.json");
    assertThat(new JsonArray(json.body()).getJsonObject(4).getLong("n")).isEqualTo(1);
    assertThat(json.headers().firstValue("content-disposition")).isEmpty();

    HttpResponse<String> page = get("ticks.html?kind=%3Cb%3E");
    assertThat(page.body())
        .contains("<td>&lt;script&gt;</td>")
        .doesNotContain("<script>")
        .contains("<p>5 rows: ticks of kind &lt;b&gt;, the newest first. This is the end");
    assertThat(header(page, "content-security-policy")).startsWith("default-src 'none'");
    assertThat(ticks.open).hasValue(0);
  }

  @Test
  void csvCanBeMadeSafeForSpreadsheets() throws Exception {
    assertThat(get("ticks.csv?safe=spreadsheet").body())
        .startsWith("\uFEFFn,text,at\r\n5,\"'=CMD()\",1970");
    assertThat(get("ticks.csv?safe=spreadsheet&kind=none&limit=1").body()).startsWith("\uFEFFn,");
    assertThat(get("ticks.csv").body()).startsWith("n,");
    assertThat(get("ticks.ndjson?safe=spreadsheet").body()).startsWith("{");
  }

  @Test
  void passesTheQueryToTheTable() throws Exception {
    HttpResponse<String> csv =
        get(
            "ticks.csv?from=2026-11-21&to=2026-11-22T01:00:00%2B01:00&camera=front%20door&kind=task&after=");

    assertThat(ticks.asked)
        .hasValue(
            new TableQuery(
                Optional.of(Instant.parse("2026-11-21T00:00:00Z")),
                Optional.of(Instant.parse("2026-11-22T00:00:00Z")),
                Map.of("camera", List.of("front door"), "kind", List.of("task")),
                Optional.empty(),
                Long.MAX_VALUE));
    assertThat(header(csv, "content-disposition"))
        .isEqualTo(
            "attachment; filename=\"ticks-front-door-task-from-2026-11-21-to-2026-11-22.csv\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from=yesterday              | from is a time with its zone or a day, as in from=2026-11-21T13:41:00Z or from=2026-11-21, not 'yesterday'.
          to=2026-11-21T13:41:00      | to is a time with its zone or a day, as in to=2026-11-21T13:41:00Z or to=2026-11-21, not '2026-11-21T13:41:00'.
          to=2026-02-30               | to is a time with its zone or a day, as in to=2026-11-21T13:41:00Z or to=2026-11-21, not '2026-02-30'.
          from=2026-11-22&to=2026-11-21 | from must be before to, as in ?from=2026-11-20&to=2026-11-21.
          limit=0                     | limit is a number of rows from 1 to 10000, as in limit=100; without it there are all, not '0'.
          limit=10001                 | limit is a number of rows from 1 to 10000, as in limit=100; without it there are all, not '10001'.
          safe=yes                    | safe can only be spreadsheet, as in safe=spreadsheet.
          kind=a&kind=b               | kind is given more than once: say it once, as in ?camera=door&kind=task.
          form=1                      | There is no 'form' here; there are: from, to, camera, kind, after, limit, safe. As in ?from=2026-11-21&camera=door&limit=100.
          after=nowhere               | There is no row at this place; leave after away.
          after=nowhere&limit=3       | There is no row at this place; leave after away.
          """)
  void saysWhatIsWrongWithAQuery(String query, String sentence) throws Exception {
    for (String format : new String[] {"html", "csv", "ndjson", "json"}) {
      Answer answer = pair.get("/api/ticks." + format + "?" + query);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.errorCode()).isEqualTo("bad_query");
      assertThat(answer.errorMessage()).isEqualTo(sentence);
    }
  }

  @Test
  void aPageLinksToTheNext() throws Exception {
    HttpResponse<String> first = get("ticks.ndjson?limit=2&camera=a%26b");
    assertThat(first.body()).startsWith("{\"n\":5,").hasLineCount(2);
    assertThat(header(first, "link"))
        .isEqualTo("<ticks.ndjson?limit=2&camera=a%26b&after=4>; rel=\"next\"");

    HttpResponse<String> second = get("ticks.ndjson?limit=2&camera=a%26b&after=4");
    assertThat(second.body()).startsWith("{\"n\":3,").hasLineCount(2);
    HttpResponse<String> last = get("ticks.ndjson?limit=2&after=2");
    assertThat(last.body()).startsWith("{\"n\":1,").hasLineCount(1);
    assertThat(last.headers().firstValue("link")).isEmpty();
    assertThat(get("ticks.ndjson?limit=5").headers().firstValue("link")).isEmpty();
    assertThat(ticks.open).hasValue(0);
  }

  @Test
  void isSentAgainOnlyAfterAChange() throws Exception {
    String tag = header(get("ticks.csv"), "etag");
    assertThat(tag).matches("W/\"v1-[0-9a-f]+-csv\"");
    int before = ticks.opened.get();

    Answer same = pair.get("/api/ticks.csv", "If-None-Match: \"other\", " + tag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("ETag")).contains(tag);
    assertThat(same.header("Vary")).contains("accept-encoding");
    assertThat(ticks.opened).hasValue(before);

    assertThat(get("ticks.csv", "If-None-Match", tag, "Accept-Encoding", "gzip").statusCode())
        .isEqualTo(200);
    assertThat(get("ticks.csv?limit=3", "If-None-Match", tag).statusCode()).isEqualTo(200);
    assertThat(get("ticks.html", "If-None-Match", tag).statusCode()).isEqualTo(200);
    ticks.version.set("v2");
    assertThat(get("ticks.csv", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip, deflate, br     | true
          x-gzip                | true
          *                     | true
          br, *;q=0.1           | true
          gzip;q=0.5            | true
          GZIP;Q=1.0            | true
          gzip;q=0              | false
          gzip; q=0.000, *      | false
          identity, gzip;q=0.5  | false
          gzip;q=nonsense       | false
          deflate               | false
          """)
  void isCompressedForClientsThatAcceptIt(String accepted, boolean gzip) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("ticks.csv")).header("Accept-Encoding", accepted).build();
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());

    assertThat(header(answer, "vary")).isEqualTo("accept-encoding");
    assertThat(answer.headers().firstValue("content-encoding").isPresent()).isEqualTo(gzip);
    byte[] body = answer.body();
    if (gzip) {
      assertThat(header(answer, "etag")).endsWith("-gzip\"");
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = in.readAllBytes();
      }
    }
    assertThat(new String(body, StandardCharsets.UTF_8))
        .startsWith("n,text,at\r\n")
        .hasLineCount(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "csv", "ndjson", "json"})
  void headReadsNoRows(String format) throws Exception {
    Answer answer = pair.ask("HEAD", "/api/ticks." + format, "Connection: close");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isPresent();
    assertThat(ticks.opened).hasValue(0);
    assertThat(pair.ask("POST", "/api/ticks." + format).status()).isEqualTo(405);
    assertThat(pair.get("/api/ticks.xls").status()).isEqualTo(404);
  }

  @Test
  void saysWhyATableIsUnavailable() throws Exception {
    ticks.broken("The catalog's disk is full: make room and try again.");

    Answer answer = pair.get("/api/ticks.csv");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.errorCode()).isEqualTo("table_unavailable");
    assertThat(answer.errorMessage())
        .isEqualTo("The catalog's disk is full: make room and try again.");
    assertThat(answer.header("Content-Disposition")).isEmpty();
    assertThat(answer.header("Retry-After")).isPresent();
  }

  private HttpResponse<String> get(String target, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(target));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String target) {
    return URI.create("http://127.0.0.1:" + pair.port() + "/api/" + target);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }
}
