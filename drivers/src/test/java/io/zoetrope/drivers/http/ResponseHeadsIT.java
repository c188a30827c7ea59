package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.RawServer;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of responses that browsers and curl take. */
class ResponseHeadsIT {
  private static final byte[] PICTURE = Pictures.numbered(1);
  private static final String TYPE = "Content-Type: image/jpeg~";

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  /** A {@code ~} ends a line, a # is the picture's length. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK~this line has no colon~" + TYPE,
        "HTTP/1.1 200 OK~" + TYPE + ": no name~",
        "HTTP/1.1 200 OK~" + TYPE + "a name with blanks: value~",
        "HTTP/1.1 200 OK~" + TYPE + "Content-Length : #~",
        "HTTP/1.1 200 OK~" + TYPE + "Content-Length:#~",
        "HTTP/1.1 200 OK~" + TYPE + "Content-Length: #~content-length: #~",
        "HTTP/1.1 200 OK~" + TYPE + "Content-Length: #, #~",
        "HTTP/1.1 200 OK~" + TYPE + "Content-Length: unknown~",
        "HTTP/1.1 200 OK~" + TYPE + "Content-Length: -1~",
        "HTTP/1.1 200 OK~" + TYPE + "Content-Length:~",
        "HTTP/1.1 200 OK~" + TYPE + "Transfer-Encoding: identity~Content-Length: #~",
        "HTTP/1.1 200 OK~" + TYPE + "Content-Encoding: none~",
        "HTTP/1.1 200 OK~" + TYPE + "Set-Cookie: =;;=~Date: yesterday~",
        "HTTP/1.1 200 OK~" + TYPE + "Folded: first~ second~",
        "HTTP/1.1 200 OK~" + TYPE + "Umlaut: \u00e4\u0001~",
        "HTTP/1.1 200~" + TYPE,
        "HTTP/1.0 200 OK~" + TYPE,
        "HTTP/1.1  200  OK~" + TYPE,
        "~~HTTP/1.1 200 OK~" + TYPE,
      })
  void malformedHeadersAreTolerated(String head) throws Exception {
    try (RawServer camera = new RawServer(out -> send(out, head));
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/"))) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
  }

  @Test
  void malformedHeadersWithBareLineFeedsAreTolerated() throws Exception {
    try (RawServer camera =
            new RawServer(out -> {
              out.write("HTTP/1.1 200 OK\nContent-Type: image/jpeg\n\n".getBytes(ISO_8859_1));
              out.write(PICTURE);
            });
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/"))) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
  }

  @Test
  void contradictoryLengthsAreAFailure() throws Exception {
    try (RawServer camera =
            new RawServer(
                out -> send(out, "HTTP/1.1 200 OK~Content-Length: 7~Content-Length: 9~" + TYPE));
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/"))) {
      assertThatThrownBy(source::read)
          .hasMessage(
              "what answers there does not speak HTTP as it should: it gives one answer several lengths: [7, 9]");
    }
  }

  private static void send(OutputStream out, String head) throws java.io.IOException {
    String lines = head.replace("#", String.valueOf(PICTURE.length)).replace("~", "\r\n");
    out.write((lines + "\r\n").getBytes(ISO_8859_1));
    out.write(PICTURE);
  }
}
