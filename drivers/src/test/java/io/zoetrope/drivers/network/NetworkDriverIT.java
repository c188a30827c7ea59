package io.zoetrope.drivers.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.PictureFormat;
import io.zoetrope.drivers.fixture.DriverBench;
import io.zoetrope.drivers.fixture.HelperProcess;
import io.zoetrope.drivers.fixture.Pictures;
import io.zoetrope.drivers.fixture.Programs;
import io.zoetrope.drivers.fixture.Rate;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkDriverIT {
  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void whatComesOverUdpIsShownAtItsRate() throws Exception {
    int port = freePort();
    try (HelperProcess sender = send("mpegts", "udp://127.0.0.1:%d?pkt_size=1316".formatted(port));
        FrameSource source = bench.open(new NetworkDriver(), "udp://127.0.0.1:" + port)) {
      assertThat(sender).isNotNull();
      Frame frame = source.read();
      assertThat(frame.format()).isEqualTo(PictureFormat.jpeg(320, 180));
      assertThat(Pictures.decoded(Pictures.bytesOf(frame)).getWidth()).isEqualTo(320);
      assertThat(Rate.of(source, 30, 45)).isCloseTo(15, within(1.5));
    }
  }

  @Test
  void anRtmpServerIsAskedToPlay() throws Exception {
    String url = "rtmp://127.0.0.1:%d/live/camera".formatted(freePort());
    assertThatItComesFrom(send("flv", "-listen", "1", url), url);
  }

  @Test
  void anSrtListenerIsCalled() throws Exception {
    String url = "srt://127.0.0.1:%d".formatted(freePort());
    assertThatItComesFrom(send("mpegts", url + "?mode=listener"), url);
  }

  /** The listener needs a moment to listen, so the first calls may find nobody. */
  private void assertThatItComesFrom(HelperProcess listener, String url) {
    try (listener) {
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(() -> {
            try (FrameSource source = bench.open(new NetworkDriver(), url)) {
              assertThat(Pictures.decoded(Pictures.next(source)).getWidth()).isEqualTo(320);
              assertThat(source.description()).isEqualTo("h264 320x180");
            }
          });
    }
  }

  @Test
  void closingDoesNotWaitForASenderWhoNeverCame() throws Exception {
    FrameSource source = bench.open(new NetworkDriver(), "udp://127.0.0.1:" + freePort());
    long start = System.nanoTime();

    source.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private static HelperProcess send(String format, String... target) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Programs.systemFfmpeg().toString(), "-v", "error"));
    command.addAll(List.of("-re", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=15"));
    command.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency"));
    command.addAll(List.of("-g", "15", "-pix_fmt", "yuv420p", "-f", format));
    command.addAll(List.of(target));
    return new HelperProcess(command.toArray(String[]::new));
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
