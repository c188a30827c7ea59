package io.zoetrope.drivers.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.ingest.AudioIngest;
import io.zoetrope.core.ingest.StreamClock;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AacPacketsTest {
  private static final String HIGH_RATE =
      "streamtype=5;mode=AAC-hbr;config=1188;SizeLength=13;IndexLength=3;IndexDeltaLength=3";

  private final DriverBench bench = new DriverBench();
  private final List<String> frames = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final Packets packets = new Packets(0, 0);
  private AacPackets audio = audio(HIGH_RATE);

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void severalFramesInAPacketFollowEachOther() {
    take("0020" + "0010" + "0018" + "aabb" + "ccddee");

    assertThat(frames).containsExactly("aabb", "ccddee");
    assertThat(times.getLast() - times.getFirst()).isEqualTo(1_024 * 1_000_000_000L / 48_000);
  }

  @Test
  void aFrameInSeveralPacketsIsPutTogether() {
    take("0010" + "0028" + "aabb");
    take("0010" + "0028" + "ccddee");

    assertThat(frames).containsExactly("aabbccddee");
  }

  @Test
  void aFrameThatLostAPartIsLeftOut() {
    take("0010" + "0028" + "aabb");
    audio.lost();
    take("0010" + "0028" + "ccddee");
    take("0010" + "0010" + "1122");

    assertThat(frames).containsExactly("1122");
  }

  @Test
  void damagedHeadersAreLeftOut() {
    take("");
    take("ff");
    take("ffff" + "0010");
    take("0007" + "00");

    assertThat(frames).isEmpty();
  }

  @Test
  void withoutHeadersAPacketIsAFrame() {
    audio = audio("config=1188");

    take("aabbcc");

    assertThat(frames).containsExactly("aabbcc");
  }

  private void take(String payload) {
    audio.take(packets.next(true, payload), 0);
  }

  private void add(Frame frame) {
    assertThat(frame.format()).isInstanceOf(Aac.class);
    frames.add(ByteBufUtil.hexDump(frame.data()));
    times.add(frame.presentationNanos());
    frame.release();
  }

  private AacPackets audio(String parameters) {
    MediaDescription media =
        SessionDescription.parse(
                "m=audio 0 RTP/AVP 97\na=rtpmap:97 MPEG4-GENERIC/48000/1\na=fmtp:97 " + parameters)
            .media()
            .getFirst();
    return new AacPackets(media, AudioIngest.aac(1, new StreamClock(), bench.frames()), this::add);
  }
}
