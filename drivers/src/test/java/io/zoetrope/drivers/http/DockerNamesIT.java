package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Certificate;
import io.zoetrope.drivers.fixture.Clips;
import io.zoetrope.drivers.fixture.DigestAuthenticator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras on hosts with an underscore, which are names of this machine here. */
class DockerNamesIT {
  private static final byte[] PICTURE = Pictures.numbered(1);

  @TempDir private Path folder;
  private final DriverBench bench = new DriverBench();
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private final List<HttpServer> cameras = new CopyOnWriteArrayList<>();

  @AfterEach
  void everyBufferIsGivenBack() {
    cameras.forEach(camera -> camera.stop(0));
    bench.close();
  }

  @Test
  void picturesAreFetchedWithTheLogin() throws Exception {
    HttpServer camera = started(HttpServer.create(loopback(), 0));
    camera
        .createContext("/picture", exchange -> answer(exchange, "image/jpeg", PICTURE))
        .setAuthenticator(new DigestAuthenticator("viewer", "p@ss", "MD5"));

    try (FrameSource source = open("http://viewer:p%%40ss@my_cam:%d/picture#fps=50", camera)) {
      for (int i = 0; i < 3; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
    }
    assertThat(hosts).isNotEmpty().containsOnly("my_cam:" + camera.getAddress().getPort());
  }

  @Test
  void redirectsToAndFromThemAreFollowed() throws Exception {
    HttpServer camera = started(HttpServer.create(loopback(), 0));
    int port = camera.getAddress().getPort();
    camera.createContext("/old", exchange -> redirect(exchange, "/moved"));
    camera.createContext(
        "/moved", exchange -> redirect(exchange, "http://your_cam:%d/picture".formatted(port)));
    camera.createContext("/picture", exchange -> answer(exchange, "image/jpeg", PICTURE));

    try (FrameSource source = open("http://my_cam:%d/old", camera)) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
    assertThat(hosts).startsWith("my_cam:" + port, "my_cam:" + port, "your_cam:" + port);
  }

  @Test
  void certificatesAreCheckedAgainstThem() throws Exception {
    Certificate certificate = Certificate.inFolder(folder, "dns:*.cams.lan");
    HttpsServer camera = secured(certificate);
    camera.createContext("/picture", exchange -> answer(exchange, "image/jpeg", PICTURE));
    String trusted = "/picture#ca=" + certificate.file();

    try (FrameSource right = open("https://front_door.cams.lan:%d" + trusted, camera);
        FrameSource wrong = open("https://front_door.elsewhere.lan:%d" + trusted, camera)) {
      assertThat(Pictures.next(right)).isEqualTo(PICTURE);
      assertThatThrownBy(wrong::read).hasMessageContaining("certificate is for another host name");
    }
  }

  @Test
  void videoIsReadThroughFfmpegOverTls() throws Exception {
    byte[] clip = Files.readAllBytes(Clips.h264(folder, 1));
    HttpServer plain = started(HttpServer.create(loopback(), 0));
    HttpsServer tls = secured(Certificate.inFolder(folder, "ip:127.0.0.1"));
    for (HttpServer camera : List.of(plain, tls)) {
      camera.createContext("/clip", exchange -> answer(exchange, "video/mp4", clip));
    }

    try (FrameSource one = open("http://my_cam:%d/clip", plain);
        FrameSource other = open("https://my_cam:%d/clip#verify=false", tls)) {
      for (FrameSource source : List.of(one, other)) {
        Frame frame = source.read();
        assertThat(frame.format()).isInstanceOf(H264.class);
        assertThat(frame.videoFormat().width()).isEqualTo(320);
        frame.release();
      }
    }
  }

  private FrameSource open(String uri, HttpServer camera) throws Exception {
    return bench.open(
        new HttpDriver(PublicAddresses::isPublic, new EveryHostIsHere()),
        uri.formatted(camera.getAddress().getPort()));
  }

  private HttpsServer secured(Certificate certificate) throws IOException {
    HttpsServer camera = HttpsServer.create(loopback(), 0);
    camera.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    return started(camera);
  }

  private <S extends HttpServer> S started(S camera) {
    cameras.add(camera);
    camera.start();
    return camera;
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    hosts.add(exchange.getRequestHeaders().getFirst("Host"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    hosts.add(exchange.getRequestHeaders().getFirst("Host"));
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Knows every host, as this machine. */
  private static final class EveryHostIsHere extends SystemDefaultDnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
  }
}
