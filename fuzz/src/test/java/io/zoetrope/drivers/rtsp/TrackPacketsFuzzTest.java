package io.zoetrope.drivers.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.media.Frame;
import io.zoetrope.fuzz.CountingBuffers;
import java.util.List;

/** Packets of a stream may hold anything, in any order. */
class TrackPacketsFuzzTest {
  private static final List<String> STREAMS =
      List.of(
          "m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000",
          "m=video 0 RTP/AVP 96\na=rtpmap:96 H265/90000",
          "m=video 0 RTP/AVP 96\na=rtpmap:96 H265/90000\na=fmtp:96 sprop-max-don-diff=1",
          "m=audio 0 RTP/AVP 96\na=rtpmap:96 MPEG4-GENERIC/48000\n"
              + "a=fmtp:96 config=1188;sizelength=13;indexlength=3;indexdeltalength=3",
          "m=audio 0 RTP/AVP 96\na=rtpmap:96 opus/48000/2");

  private long lastDecoded = Long.MIN_VALUE;

  @FuzzTest(maxDuration = "15s")
  void packetsBecomeFramesOrNothing(FuzzedDataProvider given) {
    lastDecoded = Long.MIN_VALUE;
    CountingBuffers buffers = new CountingBuffers();
    String stream = given.pickValue(STREAMS);
    ReceivedTrack track =
        new TrackChoice(buffers.frames(), this::check)
            .of(SessionDescription.parse(stream))
            .getFirst();
    if (given.consumeBoolean()) {
      track.mayComeInAnyOrder(1_000);
    }
    long now = 0;
    for (int n = 0; n < 200 && given.remainingBytes() > 0; n++) {
      now += given.consumeInt(0, 2_000);
      byte[] packet = given.consumeBytes(given.consumeInt(0, 100));
      if (given.consumeBoolean()) {
        track.control(Unpooled.wrappedBuffer(packet), now);
      } else {
        track.data(RtpPacket.parse(packet, 0, packet.length), now);
      }
      track.expire(now);
      track.report(now);
    }
    assertThat(buffers.held()).as("bytes that nobody released").isZero();
  }

  private void check(Frame frame) {
    assertThat(frame.decodeNanos()).as("times to decode rise").isGreaterThan(lastDecoded);
    lastDecoded = frame.decodeNanos();
    frame.release();
  }
}
