package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cameras send, in the forms that they send it in. */
class HttpFormsIT {
  private static final List<byte[]> PICTURES =
      List.of(Pictures.numbered(1), Pictures.numbered(2), Pictures.numbered(3));

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          multipart/x-mixed-replace; boundary=frame    | --frame\\r\\nContent-Length: #\\r\\n\\r\\n
          multipart/x-mixed-replace; boundary="a b;c"  | --a b;c\\r\\nContent-Type: image/jpeg\\r\\n\\r\\n
          multipart/x-mixed-replace; boundary=--with   | --with\\r\\n\\r\\n
          multipart/x-mixed-replace                    | --unsaid\\r\\nContent-Length: #\\r\\n\\r\\n
          multipart/mixed; boundary=other              | --not-that\\r\\nContent-Length: 17\\r\\n\\r\\n
          video/x-motion-jpeg                          |
          application/octet-stream                     |
          image/jpeg                                   | --b\\r\\nContent-Length: #\\r\\n\\r\\n
          text/html                                    | --b\\r\\n\\r\\n
          """)
  void aSeriesIsReadHoweverItIsAnnounced(String type, String between) throws Exception {
    String head = between == null ? "" : between.replace("\\r\\n", "\r\n");
    try (RawServer camera = new RawServer(out -> sendSeries(out, type, head));
        FrameSource source = open(camera.uri("/stream?fps=25"))) {
      byte[] first = Pictures.next(source);

      assertThat(first).isIn(PICTURES);
      for (int i = 0; i < 6; i++) {
        assertThat(Pictures.next(source)).isIn(PICTURES);
      }
      assertThat(source.description()).isEqualTo("mjpeg 160x120");
      assertThat(camera.requests()).hasSize(1).first().asString().startsWith("GET /stream?fps=25 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpeg", "application/octet-stream", "multipart/mixed; boundary=b"})
  void aSinglePictureIsRequestedRepeatedly(String type) throws Exception {
    try (RawServer camera = new RawServer(out -> sendSingle(out, type));
        FrameSource source = open(camera.uri("/snapshot.jpg#fps=20"))) {
      for (int i = 0; i < 5; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURES.getFirst());
      }
      assertThat(camera.requests())
          .hasSize(5)
          .allSatisfy(request -> assertThat(request).startsWith("GET /snapshot.jpg HTTP/1.1"));
    }
  }

  @Test
  void aSlowRequestRateIsNotSilence() throws Exception {
    try (RawServer camera = new RawServer(out -> sendSingle(out, "image/jpeg"))) {
      FrameSource source = open(camera.uri("/snapshot.jpg#fps=0.01"));
      source.read().release();
      CompletableFuture<Frame> next = new CompletableFuture<>();
      Thread.ofPlatform().start(() -> read(source, next));

      await().until(() -> source.maxSilence().toSeconds() == 300);
      source.close();

      assertThat(next).failsWithin(Duration.ofMinutes(1));
    }
  }

  @Test
  void aStreamThatEndsHasFailed() throws Exception {
    try (RawServer camera =
            new RawServer(out -> {
              head(out, "multipart/x-mixed-replace; boundary=b");
              part(out, "--b\r\nContent-Length: #\r\n\r\n", PICTURES.get(0));
              part(out, "--b\r\nContent-Length: #\r\n\r\n", PICTURES.get(1));
            });
        FrameSource source = open(camera.uri("/"))) {
      source.read().release();
      source.read().release();

      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("the camera has ended its stream");
    }
  }

  @Test
  void aWebPageIsNotAPicture() throws Exception {
    try (RawServer camera =
            new RawServer(out -> {
              head(out, "text/html; charset=utf-8");
              out.write("<html>Welcome</html>".getBytes(ISO_8859_1));
            });
        FrameSource source = open(camera.uri("/"))) {
      assertThatThrownBy(source::read)
          .hasMessage(
              "the camera answers with a web page, not with pictures: check the path in its URI");
    }
  }

  private FrameSource open(String uri) throws Exception {
    return bench.open(new HttpDriver(), uri);
  }

  private static void read(FrameSource source, CompletableFuture<Frame> result) {
    try {
      result.complete(source.read());
    } catch (IOException | InterruptedException e) {
      result.completeExceptionally(e);
    }
  }

  /** Goes on until the client has left. */
  private static void sendSeries(OutputStream out, String type, String between) throws IOException {
    head(out, type);
    for (int i = 0; ; i++) {
      part(out, between, PICTURES.get(i % PICTURES.size()));
    }
  }

  private static void sendSingle(OutputStream out, String type) throws IOException {
    head(out, type);
    part(out, "", PICTURES.getFirst());
  }

  private static void head(OutputStream out, String type) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\n\r\n"
            .formatted(type)
            .getBytes(ISO_8859_1));
  }

  private static void part(OutputStream out, String between, byte[] picture) throws IOException {
    out.write(between.replace("#", String.valueOf(picture.length)).getBytes(ISO_8859_1));
    out.write(picture);
    out.write("\r\n".getBytes(ISO_8859_1));
  }
}
