package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.DigestAuthenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLoginIT {
  private static final byte[] PICTURE = Pictures.numbered(1);

  private final DriverBench bench = new DriverBench();
  private final List<String> loginsSeenElsewhere = new CopyOnWriteArrayList<>();
  private HttpServer camera;

  @BeforeEach
  void startCamera() throws Exception {
    camera = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    camera.start();
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    camera.stop(0);
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-256"})
  void digestAuthenticationWorks(String algorithm) throws Exception {
    guardedBy(new DigestAuthenticator("viewer", "p:w@é", algorithm));

    try (FrameSource source = open("viewer:p:w%40%C3%A9@127.0.0.1", "#fps=50")) {
      for (int i = 0; i < 3; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
    }
  }

  @Test
  void aWrongPasswordAndAMissingOneAreReportedDifferently() throws Exception {
    guardedBy(new DigestAuthenticator("viewer", "hunter2", "MD5"));

    try (FrameSource wrong = open("viewer:hunter3@127.0.0.1", "");
        FrameSource none = open("127.0.0.1", "")) {
      assertThatThrownBy(wrong::read)
          .hasMessage("the camera refuses the login (401): check user and password in its URI");
      assertThatThrownBy(none::read)
          .hasMessage(
              "the camera wants a login (401): write it as in http://user:password@host/path");
    }
  }

  @Test
  void redirectsAreFollowedButThePasswordStaysWithItsHost() throws Exception {
    camera.createContext(
        "/elsewhere",
        exchange -> {
          loginsSeenElsewhere.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"camera\"");
          exchange.sendResponseHeaders(401, -1);
        });
    camera.createContext(
        "/picture",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Location", "http://localhost:%d/elsewhere".formatted(port()));
          exchange.sendResponseHeaders(302, -1);
        });

    try (FrameSource source = open("viewer:hunter2@127.0.0.1", "")) {
      assertThatThrownBy(source::read).hasMessageContaining("(401)");
    }
    assertThat(loginsSeenElsewhere).containsExactly("null");
  }

  @Test
  void aRedirectToTheSameHostLeadsToThePicture() throws Exception {
    camera.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
          exchange.sendResponseHeaders(200, PICTURE.length);
          exchange.getResponseBody().write(PICTURE);
          exchange.close();
        });
    redirect("/picture", "/moved");

    try (FrameSource source = open("127.0.0.1", "")) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
  }

  @Test
  void aRedirectLoopEnds() throws Exception {
    redirect("/picture", "/picture?again");

    try (FrameSource source = open("127.0.0.1", "")) {
      assertThatThrownBy(source::read)
          .hasMessage("the camera sends us elsewhere again and again, or in a circle");
    }
  }

  private void guardedBy(DigestAuthenticator guard) {
    camera
        .createContext(
            "/picture",
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
              exchange.sendResponseHeaders(200, PICTURE.length);
              exchange.getResponseBody().write(PICTURE);
              exchange.close();
            })
        .setAuthenticator(guard);
  }

  private void redirect(String from, String to) {
    camera.createContext(
        from,
        exchange -> {
          exchange.getResponseHeaders().set("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  private FrameSource open(String authority, String options) throws Exception {
    return bench.open(
        new HttpDriver(), "http://%s:%d/picture%s".formatted(authority, port(), options));
  }

  private int port() {
    return camera.getAddress().getPort();
  }
}
