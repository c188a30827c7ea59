package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and controls of a program that do what they should not: each harms only itself. */
class HostileTablesIT {
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<RawClient> waiting = new ArrayList<>();
  private final LiveCameras cameras =
      LiveCameras.builder()
          .table(new Rows("good", () -> Cursor.of(List.of(1L, 2L).stream())))
          .table(
              new Rows(
                  "throws",
                  () -> {
                    throw new IllegalStateException("thrown by a test");
                  }))
          .table(
              new Rows(
                  "fails",
                  () -> {
                    throw new NoClassDefFoundError("org/example/Gone");
                  }))
          .table(
              new Rows(
                  "hangs",
                  () -> {
                    hang();
                    return Cursor.of(List.<Long>of().stream());
                  }))
          .table(new Rows("breaks", HostileTablesIT::breaking))
          .table(new Rows("asks", () -> Cursor.of(List.of(ask()).stream())))
          .driver(new ControlsOnlyDriver("hostile", this::listControls))
          .camera("calm", "hostile:calm")
          .camera("stuck", "hostile:stuck")
          .camera("broken", "hostile:broken")
          .build();
  private int port;

  @BeforeEach
  void start() throws IOException {
    port = cameras.listen("127.0.0.1", 0);
  }

  @AfterEach
  void stop() throws IOException {
    released.countDown();
    for (RawClient one : waiting) {
      one.close();
    }
    client.close();
    cameras.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"throws", "fails"})
  void aTableThatThrowsAnswers500AndNothingElseBreaks(String table) throws Exception {
    for (int request = 0; request < 60; request++) {
      Answer answer = get("/api/%s.csv".formatted(table));
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.errorCode()).isEqualTo("internal_error");
      assertThat(answer.text()).doesNotContain("thrown by a test", "example");
    }
    assertGoodTableIsServed();
  }

  @Test
  void aTableThatFailsHalfwayIsCutOff() throws Exception {
    assertThatThrownBy(() -> text("/api/breaks.csv")).isInstanceOf(IOException.class);
    assertGoodTableIsServed();
  }

  /** Nor does it listen to interrupts, so its slots are gone until it returns. */
  @Test
  void aHangingTableUsesUpOnlyItsOwnSlots() throws Exception {
    for (int request = 0; request < 50; request++) {
      waiting.add(RawClient.connect(port).get("/api/hangs.csv"));
    }
    await().until(() -> hanging.get() == 50);
    assertThat(get("/api/hangs.csv").errorCode()).isEqualTo("busy");
    assertGoodTableIsServed();

    released.countDown();

    await().until(() -> get("/api/hangs.csv").status() == 200);
  }

  @Test
  void aTableCanRequestAnotherTable() throws Exception {
    assertThat(text("/api/asks.csv")).isEqualTo("n\r\n200\r\n");
  }

  @Test
  void hangingControlsDoNotBlockOtherCameras() throws Exception {
    for (int request = 0; request < 20; request++) {
      waiting.add(RawClient.connect(port).get("/api/cameras/stuck/controls"));
    }
    await().until(() -> hanging.get() >= 1);

    for (int request = 0; request < 20; request++) {
      assertThat(get("/api/cameras/calm/controls").status()).isEqualTo(200);
    }
    assertThat(get("/api/cameras/stuck/controls").status()).isEqualTo(503);
  }

  @Test
  void controlsThatThrowAnswer500AndNothingElseBreaks() throws Exception {
    for (int request = 0; request < 40; request++) {
      assertThat(get("/api/cameras/broken/controls").status()).isIn(500, 503);
    }
    assertThat(get("/api/cameras/calm/controls").status()).isEqualTo(200);
  }

  private void assertGoodTableIsServed() throws Exception {
    assertThat(text("/api/good.csv")).isEqualTo("n\r\n1\r\n2\r\n");
  }

  private Answer get(String target) throws IOException {
    try (RawClient one = RawClient.connect(port)) {
      return one.get(target).readAnswer();
    }
  }

  private String text(String target) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + target);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  private long ask() throws IOException {
    return get("/api/good.csv").status();
  }

  private void hang() {
    hanging.incrementAndGet();
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException e) {
        // That is the point.
      }
    }
  }

  /** What a table does when it is opened. */
  private interface Opening {
    Cursor<Long> open() throws Exception;
  }

  private record Rows(String name, Opening opening) implements TableSource<Long> {
    @Override
    public Table<Long> table() {
      return new Table<>(name, List.of(Column.number("n", n -> n)));
    }

    @Override
    public Cursor<Long> open(TableQuery query) throws Exception {
      return opening.open();
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

  /** Fails when much has been read. */
  private static Cursor<Long> breaking() {
    return Cursor.of(Stream.iterate(1L, n -> n + 1).peek(n -> check(n < 100_000)));
  }

  private static void check(boolean right) {
    if (!right) {
      throw new NoClassDefFoundError("org/example/Gone");
    }
  }

  /** Does as the camera's name says. */
  private void listControls(CameraUri uri) {
    if (uri.toString().contains("stuck")) {
      hang();
    } else if (uri.toString().contains("broken")) {
      throw new NoClassDefFoundError("org/example/Gone");
    }
  }
}
