package io.zoetrope.drivers.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.FreePort;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Rate;
import io.zoetrope.drivers.fixture.Video;
import io.zoetrope.drivers.fixture.VideoSender;
import io.zoetrope.ffmpeg.fixture.HelperProcess;
import java.io.IOException;
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
  void aUdpStreamIsShownAtItsRate() throws Exception {
    int port = FreePort.find();
    try (HelperProcess sender = VideoSender.sendTo(port);
        FrameSource source = bench.open(new NetworkDriver(), "udp://127.0.0.1:" + port)) {
      assertThat(sender).isNotNull();
      Frame frame = source.read();
      assertThat(frame.format()).isInstanceOf(H264.class);
      assertThat(Video.widthOf(frame)).isEqualTo(320);
      assertThat(Rate.of(source, 30, 45)).isCloseTo(15, within(1.5));
    }
  }

  @Test
  void anRtmpServerIsAskedToPlay() throws Exception {
    String url = "rtmp://127.0.0.1:%d/live/camera".formatted(FreePort.find());
    assertThatItComesFrom(VideoSender.send("flv", "-listen", "1", url), url);
  }

  @Test
  void anSrtListenerIsCalled() throws Exception {
    String url = "srt://127.0.0.1:%d".formatted(FreePort.find());
    assertThatItComesFrom(VideoSender.send("mpegts", url + "?mode=listener"), url);
  }

  /** The listener needs a moment to listen, so the first calls may find nobody. */
  private void assertThatItComesFrom(HelperProcess listener, String url) {
    try (listener) {
      await()
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(() -> {
            try (FrameSource source = bench.open(new NetworkDriver(), url)) {
              assertThat(Video.widthOf(source.read())).isEqualTo(320);
              assertThat(source.description()).isEqualTo("h264 320x180");
            }
          });
    }
  }

  @Test
  void closingDoesNotWaitForASenderThatNeverCame() throws Exception {
    FrameSource source = bench.open(new NetworkDriver(), "udp://127.0.0.1:" + FreePort.find());
    long start = System.nanoTime();

    source.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
