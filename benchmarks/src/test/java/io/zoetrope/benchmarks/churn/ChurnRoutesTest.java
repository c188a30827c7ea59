package io.zoetrope.benchmarks.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.ext.web.Router;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import io.zoetrope.web.WebContent;
import io.zoetrope.web.WebRoutes;
import io.zoetrope.web.connection.OpenStreams;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.mjpeg.FrameFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The churn leaves out no route that the server has. */
class ChurnRoutesTest {
  @TempDir private Path folder;

  @Test
  void theListIsThatOfTheRouter() throws Exception {
    Set<String> listed = new TreeSet<>();
    Route.all("a", "b", new byte[10]).forEach(route -> listed.add(route.path()));

    assertThat(listed).isEqualTo(routed());
  }

  @Test
  void everyRouteIsLeftInEveryWay() {
    List<Route> routes = Route.all("a", "b", new byte[10]);
    Map<String, Long> ways = new ChurnLoad(1, routes, new byte[10]).counts();

    for (Route route : routes) {
      assertThat(ways)
          .containsKeys(route.path() + " CONNECTED", route.path() + " HALF_CLOSED")
          .containsKeys(route.path() + " IN_THE_HEAD", route.path() + " NEVER_READING");
      if (route.hasBody()) {
        assertThat(ways).containsKey(route.path() + " IN_THE_BODY");
      }
    }
    assertThat(ways).containsKey("/cameras/:id/publish WebSocket PINGING_AND_NEVER_READING");
  }

  private Set<String> routed() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (FakeTasks work = new FakeTasks(folder, 1, 1);
        CameraSystem none = CameraSystem.open()) {
      WebContent content =
          new WebContent(none, FrameFiles.none())
              .withWork(work.content())
              .withTables(List.of(table("events"), table("tasks")));
      Router router = Router.router(vertx);
      WebRoutes.of(content, Timeouts.STANDARD)
          .addTo(
              router,
              new OpenStreams(
                  Duration.ofMinutes(1), ((VertxInternal) vertx).nettyEventLoopGroup().next()));
      Set<String> paths = new TreeSet<>();
      router.getRoutes().forEach(route -> paths.add(String.valueOf(route.getPath())));
      return paths;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static TableSource<String> table(String name) {
    return new TableSource<>() {
      @Override
      public Table<String> table() {
        return new Table<>(name, List.of(Column.text("text", text -> text)));
      }

      @Override
      public Cursor<String> open(TableQuery query) {
        throw new IllegalStateException("nobody asks");
      }

      @Override
      public String version() {
        return "1";
      }

      @Override
      public String position(String row) {
        return row;
      }
    };
  }
}
