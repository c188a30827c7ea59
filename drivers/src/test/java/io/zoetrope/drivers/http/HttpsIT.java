package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Certificate;
import io.zoetrope.drivers.fixture.Clips;
import io.zoetrope.drivers.fixture.Video;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsIT {
  private static final byte[] PICTURE = Pictures.numbered(1);

  @TempDir private static Path folder;
  private static Certificate certificate;
  private static byte[] clip;

  private final DriverBench bench = new DriverBench();
  private HttpsServer camera;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = Certificate.inFolder(folder, "ip:127.0.0.1");
    clip = Files.readAllBytes(Clips.h264(folder, 1));
  }

  @BeforeEach
  void startCamera() throws Exception {
    camera = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    camera.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    serve("/picture", "image/jpeg", PICTURE);
    serve("/clip", "video/mp4", clip);
    camera.start();
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    camera.stop(0);
    bench.close();
  }

  @Test
  void aCertificateOfANamedAuthorityIsTrusted() throws Exception {
    try (FrameSource source = open("127.0.0.1", "/picture#ca=" + certificate.file())) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
  }

  @Test
  void anUnknownAuthorityIsRefusedWithAdvice() throws Exception {
    try (FrameSource source = open("127.0.0.1", "/picture")) {
      assertThatThrownBy(source::read)
          .hasMessage(
              "the camera's certificate is of no authority known here: name its file with #ca=FILE behind the URI, or take any with #verify=false");
    }
  }

  @Test
  void anotherHostsCertificateIsRefusedWithAdvice() throws Exception {
    try (FrameSource source = open("localhost", "/picture#ca=" + certificate.file())) {
      assertThatThrownBy(source::read)
          .hasMessage(
              "the camera's certificate is for another host name: use that name, or take any certificate with #verify=false");
    }
  }

  @Test
  void anyCertificateIsAcceptedWithVerifyFalse() throws Exception {
    try (FrameSource source = open("localhost", "/picture#verify=false")) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
  }

  @Test
  void ffmpegTrustsTheNamedAuthority() throws Exception {
    try (FrameSource source = open("127.0.0.1", "/clip#ca=" + certificate.file())) {
      assertThat(Video.widthOf(source.read())).isEqualTo(320);
      await().until(source::description, "h264 320x180"::equals);
    }
  }

  @Test
  void aFileThatIsNotACertificateIsAnErrorAtOnce() throws Exception {
    Path text = Files.writeString(folder.resolve("ca.pem"), "not a certificate");

    assertThatThrownBy(() -> open("127.0.0.1", "/picture#ca=" + text))
        .hasMessageStartingWith("the file of authorities (ca) holds no certificate in PEM form");
    assertThatThrownBy(() -> open("127.0.0.1", "/picture#ca=/nowhere.pem"))
        .isInstanceOf(IOException.class)
        .hasMessage("ca: there is no file '/nowhere.pem' that this user may read");
  }

  @Test
  void httpsToAPlainHttpPortIsReported() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        FrameSource source =
            bench.open(new HttpDriver(), "https://127.0.0.1:%d/".formatted(plain.getLocalPort()))) {
      Thread.ofVirtual().start(() -> refuseInPlainText(plain));

      assertThatThrownBy(source::read).hasMessageContaining("try http: instead of https:");
    }
  }

  private static void refuseInPlainText(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(String path, String type, byte[] body) {
    camera.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private FrameSource open(String host, String path) throws Exception {
    return bench.open(
        new HttpDriver(), "https://%s:%d%s".formatted(host, camera.getAddress().getPort(), path));
  }
}
