package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.drivers.fixture.Clips;
import io.zoetrope.drivers.fixture.KeptConnections;
import io.zoetrope.drivers.fixture.KeptConnections.After;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects and playlists of a camera, which stands in the internet at 127.0.0.2. */
class LeadsElsewhereIT {
  private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.2");
  private static final String INSIDE = "leads to an address of this machine";
  private static final byte[] PICTURE = Pictures.numbered(1);

  @TempDir private static Path folder;
  private static byte[] segment;

  private final DriverBench bench = new DriverBench();
  private final ChildProcesses children = new ChildProcesses();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private KeptConnections inside;

  @BeforeAll
  static void makeSegment() throws Exception {
    Path file = folder.resolve("clip.ts");
    Programs.runFfmpeg("-i", Clips.h264(folder, 2).toString(), "-c", "copy", file.toString());
    segment = Files.readAllBytes(file);
  }

  @BeforeEach
  void startVictim() throws Exception {
    inside =
        new KeptConnections(
            (request, number) -> {
              asked.add(request);
              return answer("200 OK", "video/mp2t", segment);
            },
            After.CLOSES_AT_ONCE);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    inside.close();
    await("processes have ended").until(() -> children.started().isEmpty());
    await("log readers have ended").until(() -> children.logReaders().isEmpty());
    bench.close();
  }

  @Test
  void aRedirectFromTheInternetToThisMachineIsNotFollowed() throws Exception {
    try (KeptConnections camera = outside((request, number) -> redirect(inside.uri("/")));
        FrameSource source = open(camera.uri("/"))) {
      assertThatThrownBy(source::read).hasMessageContaining(INSIDE);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void norIsOneThatComesLater() throws Exception {
    try (KeptConnections camera =
            outside((request, number) -> number == 1 ? picture() : redirect(inside.uri("/")));
        FrameSource source = open(camera.uri("/#fps=50"))) {
      source.read().release();

      assertThatThrownBy(source::read).hasMessageContaining(INSIDE);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void aCameraAtHomeMayLeadToItsNeighbour() throws Exception {
    try (KeptConnections neighbour =
            new KeptConnections((request, number) -> picture(), After.CLOSES_AT_ONCE);
        KeptConnections camera =
            new KeptConnections(
                (request, number) -> redirect(neighbour.uri("/")), After.CLOSES_AT_ONCE);
        FrameSource source = open(camera.uri("/"))) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.2/", "file:///etc/passwd", "gopher://127.0.0.1:70/"})
  void aRedirectLeadsToHttpAndHttpsOnly(String elsewhere) throws Exception {
    try (KeptConnections camera = outside((request, number) -> redirect(elsewhere));
        FrameSource source = open(camera.uri("/"))) {
      assertThatThrownBy(source::read)
          .hasMessageStartingWith(
              "the camera sends us to an address that is neither http nor https");
    }
  }

  @Test
  void theLoginStaysWithItsPort() throws Exception {
    try (KeptConnections other =
            outside((request, number) -> {
              asked.add(request);
              return wantsLogin();
            });
        KeptConnections camera = outside((request, number) -> redirect(other.uri("/")));
        FrameSource source = open(camera.uri("viewer:hunter2@", "/"))) {
      assertThatThrownBy(source::read).isInstanceOf(LoginRefusedException.class);
      assertThat(asked).isNotEmpty().noneMatch(LeadsElsewhereIT::hasLogin);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPlaylistIsReadWithItsLoginAndItsRedirect(boolean bundled) throws Exception {
    try (KeptConnections camera =
            outside((request, number) -> {
              if (!request.contains("Authorization: Basic")) {
                return wantsLogin();
              }
              if (request.startsWith("GET /live ")) {
                return redirect("/live/index.m3u8");
              }
              return request.contains(".ts ")
                  ? answer("200 OK", "video/mp2t", segment)
                  : playlist("one.ts");
            });
        FrameSource source = open(camera.uri("viewer:hunter2@", "/live"), bundled)) {
      assertThat(Pictures.decoded(Pictures.next(source)).getWidth()).isEqualTo(320);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://HERE/x.ts, true",
    "http://HERE/x.ts, false",
    "httpproxy://HERE/10.0.0.1:22/x.ts, true",
    "httpproxy://HERE/10.0.0.1:22/x.ts, false",
    "tcp://HERE/x.ts, true",
    "tcp://HERE/x.ts, false",
    "crypto+http://HERE/x.ts, true",
    "crypto+http://HERE/x.ts, false",
    "https://HERE/x.ts, true",
    "https://HERE/x.ts, false",
  })
  void aPlaylistFromTheInternetLeadsNowhereInside(String entry, boolean bundled) throws Exception {
    String there = entry.replace("HERE", "127.0.0.1:" + inside.port());
    try (KeptConnections camera = outside((request, number) -> playlist(there));
        FrameSource source = open(camera.uri("/live/index.m3u8"), bundled)) {
      assertThatThrownBy(source::read).isInstanceOf(IOException.class);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void whyIsSaid() throws Exception {
    try (KeptConnections camera = outside((request, number) -> playlist(inside.uri("/x.ts")));
        FrameSource source = open(camera.uri("/live/index.m3u8"))) {
      assertThatThrownBy(source::read).hasMessageContaining(INSIDE);
    }
  }

  @Test
  void aSegmentThatIsRedirectedInsideIsNotRead() throws Exception {
    try (KeptConnections camera =
            outside((request, number) ->
                request.contains(".ts ") ? redirect(inside.uri("/x.ts")) : playlist("one.ts"));
        FrameSource source = open(camera.uri("/live/index.m3u8"))) {
      assertThatThrownBy(source::read).hasMessageContaining(INSIDE);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void noLoginGoesToSegmentsElsewhere() throws Exception {
    try (KeptConnections other =
            outside((request, number) -> {
              asked.add(request);
              return answer("200 OK", "video/mp2t", segment);
            });
        KeptConnections camera =
            outside((request, number) ->
                request.contains("Authorization: Basic")
                    ? playlist(other.uri("/x.ts"))
                    : wantsLogin());
        FrameSource source = open(camera.uri("viewer:hunter2@", "/live/index.m3u8"))) {
      assertThat(Pictures.decoded(Pictures.next(source)).getWidth()).isEqualTo(320);
      assertThat(asked).isNotEmpty().noneMatch(LeadsElsewhereIT::hasLogin);
    }
  }

  private static boolean hasLogin(String request) {
    return request.contains("Authorization") || request.contains("hunter2");
  }

  private static KeptConnections outside(KeptConnections.Script script) throws IOException {
    return new KeptConnections(OUTSIDE, script, After.CLOSES_AT_ONCE);
  }

  private FrameSource open(String uri) throws Exception {
    return open(uri, true);
  }

  private FrameSource open(String uri, boolean bundled) throws Exception {
    HttpDriver driver = new HttpDriver(OUTSIDE::equals);
    return bundled ? bench.open(driver, uri) : bench.open(driver, uri, Programs.systemFfmpeg());
  }

  private static byte[] playlist(String entry) {
    String text =
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n%s\n#EXT-X-ENDLIST\n"
            .formatted(entry);
    return answer("200 OK", "application/vnd.apple.mpegurl", text.getBytes(ISO_8859_1));
  }

  private static byte[] picture() {
    return answer("200 OK", "image/jpeg", PICTURE);
  }

  private static byte[] redirect(String to) {
    return answer("302 Found\r\nLocation: " + to, "text/plain", new byte[0]);
  }

  private static byte[] wantsLogin() {
    return answer(
        "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"camera\"", "text/plain", new byte[0]);
  }

  private static byte[] answer(String status, String type, byte[] body) {
    byte[] head =
        "HTTP/1.1 %s\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, type, body.length)
            .getBytes(ISO_8859_1);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }
}
