package io.zoetrope.web.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.web.WebContent;
import io.zoetrope.web.WebOptions;
import io.zoetrope.web.WebServer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.mjpeg.FrameFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A server that is closed leaves nothing behind, whatever its clients were doing. */
class ClosingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RepeatedTest(20) // Whether a connection is left depends on the moment.
  void disconnectsAllAndFreesThePortAndItsThreads() throws Exception {
    try (ServerPair pair = ServerPair.serving("door", "bench")) {
      List<RawClient> clients = new ArrayList<>();
      clients.add(pair.watch("/cameras/door/stream.mjpg").client());
      clients.add(pair.connect(4 * 1024).get("/cameras/door/stream.mjpg"));
      clients.add(pair.connect().get("/cameras/bench/snapshot.jpg"));
      clients.add(pair.connect());
      await().atMost(PATIENCE).until(() -> pair.viewers("door") + pair.viewers("bench") == 3);
      for (int n = 0; n < 20; n++) {
        pair.fake("door").shows(new byte[1_000_000], 640, 360);
      }
      await().atMost(PATIENCE).until(() -> pair.camera("door").status().framesDropped() > 0);

      pair.stopServer();

      for (RawClient client : clients) {
        client.readToEnd();
      }
      assertThat(pair.viewers("door")).isZero();
      assertThat(pair.viewers("bench")).isZero();
      awaitNoThreads();
      new ServerSocket(pair.port(), 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  @Test
  void canBeClosedTwice() throws Exception {
    ServerPair pair = ServerPair.serving("door");
    pair.watch("/video_feed");
    pair.stopServer();
    pair.stopServer();
    pair.close();
  }

  @Test
  void aServerWithoutItsPortLeavesNoThreads() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CameraSystem none = CameraSystem.open()) {
      WebOptions options = WebOptions.at("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(
              () -> WebServer.start(options, new WebContent(none, FrameFiles.none())).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
    }
    awaitNoThreads();
  }

  /** The one that says that all are gone is the last to go. */
  private static void awaitNoThreads() {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(vertxThreads()).isEmpty());
  }

  private static List<String> vertxThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("vert.x"))
        .toList();
  }
}
