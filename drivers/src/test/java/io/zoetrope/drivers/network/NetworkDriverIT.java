package io.zoetrope.drivers.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.PictureFormat;
import io.zoetrope.drivers.fixture.DriverBench;
import io.zoetrope.drivers.fixture.HelperProcess;
import io.zoetrope.drivers.fixture.Pictures;
import io.zoetrope.drivers.fixture.Programs;
import io.zoetrope.drivers.fixture.Rate;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
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
    try (HelperProcess sender = sendTo(port);
        FrameSource source = bench.open(new NetworkDriver(), "udp://127.0.0.1:" + port)) {
      assertThat(sender).isNotNull();
      Frame frame = source.read();
      assertThat(frame.format()).isEqualTo(PictureFormat.jpeg(320, 180));
      assertThat(Pictures.decoded(Pictures.bytesOf(frame)).getWidth()).isEqualTo(320);
      assertThat(Rate.of(source, 30, 45)).isCloseTo(15, within(1.5));
    }
  }

  @Test
  void closingDoesNotWaitForASenderWhoNeverCame() throws Exception {
    FrameSource source = bench.open(new NetworkDriver(), "udp://127.0.0.1:" + freePort());
    long start = System.nanoTime();

    source.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private static HelperProcess sendTo(int port) throws Exception {
    return new HelperProcess(
        Programs.systemFfmpeg().toString(),
        "-v",
        "error",
        "-re",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x180:rate=15",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-tune",
        "zerolatency",
        "-g",
        "15",
        "-pix_fmt",
        "yuv420p",
        "-f",
        "mpegts",
        "udp://127.0.0.1:%d?pkt_size=1316".formatted(port));
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
