package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.FrameSource;
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
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of LeadsElsewhereIT and PlaylistLeadsElsewhereIT share. */
abstract class LeadsElsewhereFixture {
  static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.2");
  static final String INSIDE = "leads to an address of this machine";
  @TempDir static Path folder;
  static byte[] segment;
  final DriverBench bench = new DriverBench();
  final ChildProcesses children = new ChildProcesses();
  final List<String> asked = new CopyOnWriteArrayList<>();
  KeptConnections inside;

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

  static boolean hasLogin(String request) {
    return request.contains("Authorization") || request.contains("hunter2");
  }

  static KeptConnections outside(KeptConnections.Script script) throws IOException {
    return new KeptConnections(OUTSIDE, script, After.CLOSES_AT_ONCE);
  }

  FrameSource open(String uri) throws Exception {
    return open(uri, true);
  }

  FrameSource open(String uri, boolean bundled) throws Exception {
    HttpDriver driver = new HttpDriver(OUTSIDE::equals, SystemDefaultDnsResolver.INSTANCE);
    return bundled ? bench.open(driver, uri) : bench.open(driver, uri, Programs.systemFfmpeg());
  }

  static byte[] playlist(String entry) {
    String text =
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n%s\n#EXT-X-ENDLIST\n"
            .formatted(entry);
    return answer("200 OK", "application/vnd.apple.mpegurl", text.getBytes(ISO_8859_1));
  }

  static byte[] redirect(String to) {
    return answer("302 Found\r\nLocation: " + to, "text/plain", new byte[0]);
  }

  static byte[] wantsLogin() {
    return answer(
        "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"camera\"", "text/plain", new byte[0]);
  }

  static byte[] answer(String status, String type, byte[] body) {
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
