package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tables that a program serves with its cameras. */
class OwnTablesIT {
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void ownTablesAreServedInEveryFormat() throws Exception {
    try (LiveCameras cameras = LiveCameras.builder().table(new Squares("squares")).build()) {
      int port = cameras.listen("127.0.0.1", 0);
      assertThat(get(port, "/api/squares.csv").body())
          .isEqualTo("n,square\r\n3,9\r\n2,4\r\n1,1\r\n");
      assertThat(get(port, "/api/squares.json").body()).contains("{\"n\":3,\"square\":9}");
      assertThat(get(port, "/api/squares.ndjson?limit=1").body().lines()).hasSize(1);
      assertThat(get(port, "/api/squares.html").body()).contains("<td");
      assertThat(get(port, "/api/squares.csv?limit=a").statusCode()).isEqualTo(400);
      assertThat(get(port, "/api/squares.csv?camera=a").body())
          .contains("There is no 'camera' here; there are: from, to, after, limit, safe.");
      assertThat(get(port, "/api/cubes.csv").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void ownTablesAreAlsoServedUnderARoutersPath() throws Exception {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    try (LiveCameras cameras = LiveCameras.builder().table(new Squares("squares")).build()) {
      cameras.addTo(router, "/live");
      int port =
          vertx
              .createHttpServer()
              .requestHandler(router)
              .listen(0, "127.0.0.1")
              .await(1, TimeUnit.MINUTES)
              .actualPort();
      HttpResponse<String> first = get(port, "/live/api/squares.csv?limit=2");
      assertThat(first.body()).isEqualTo("n,square\r\n3,9\r\n2,4\r\n");
      assertThat(first.headers().firstValue("Link").orElseThrow())
          .contains("<squares.csv?limit=2&after=2>");
      assertThat(get(port, "/live/api/squares.csv?limit=2&after=2").body()).contains("1,1");
    } finally {
      vertx.close().await(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void anInvalidNameIsRejectedAtOnce() {
    LiveCamerasBuilder builder = LiveCameras.builder().table(new Squares("squares"));
    assertThatThrownBy(() -> builder.table(new Squares("squares")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There are two tables named 'squares'");
    assertThatThrownBy(() -> builder.table(new Squares("a/b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'a/b' cannot name a table: use letters, digits");
    assertThatThrownBy(() -> builder.table(new Squares("events")))
        .hasMessage("A program's table cannot be named 'events': that is one of Zoetrope's own");
  }

  private HttpResponse<String> get(int port, String target) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + target);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private record Squares(String name) implements TableSource<Long> {
    @Override
    public Table<Long> table() {
      return new Table<>(
          name, List.of(Column.number("n", n -> n), Column.number("square", n -> n * n)));
    }

    @Override
    public Cursor<Long> open(TableQuery query) {
      long first = query.after().map(Long::parseLong).orElse(4L) - 1;
      return Cursor.of(
          LongStream.iterate(first, n -> n > 0, n -> n - 1).limit(query.most()).boxed());
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public String position(Long row) {
      return row.toString();
    }
  }
}
