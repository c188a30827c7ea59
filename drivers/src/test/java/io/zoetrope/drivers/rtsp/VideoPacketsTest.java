package io.zoetrope.drivers.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.ingest.StreamClock;
import io.zoetrope.core.ingest.VideoIngest;
import io.zoetrope.core.media.Frame;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VideoPacketsTest {
  private static final String SPS = "6742c01ed900a02ff97011000003000100000300320f162e48"; // 640x360
  private static final String LARGER = "67640028acd940780227e5c044000003000400000300c83c60c658";
  private static final String PPS = "68cb83cb20";
  private static final String KEY = "6588840a";
  private static final String SECOND_SLICE_OF_KEY = "65408840";
  private static final String DELTA = "419a2404";
  private static final String SETS =
      "sprop-parameter-sets=%s,%s".formatted(base64(SPS), base64(PPS));

  private final DriverBench bench = new DriverBench();
  private final List<String> frames = new ArrayList<>();
  private final List<String> sizes = new ArrayList<>();
  private final List<Long> steps = new ArrayList<>();
  private final Packets packets = new Packets(65_533, 0);
  private VideoPackets video = video(SETS);
  private final PacketOrder order = new PacketOrder(sinkOf());
  private long lastNanos = Long.MIN_VALUE;

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void aPictureIsThereAtItsMarkerWithoutWaitingForTheNext() {
    take(packets.next(true, KEY));

    assertThat(frames).containsExactly("key 00000004" + KEY);
  }

  @Test
  void parameterSetsMayComeInTheStreamAlone() {
    video = video("");

    take(packets.next(false, SPS), packets.next(false, PPS), packets.next(true, KEY));

    assertThat(frames).containsExactly("key 00000004" + KEY);
    assertThat(sizes).containsExactly("640x360");
  }

  @Test
  void setsWithAMarkerOfTheirOwnDoNotEndAPicture() {
    video = video("");

    take(packets.next(true, SPS), packets.next(true, PPS), packets.next(true, KEY));

    assertThat(frames).containsExactly("key 00000004" + KEY);
  }

  @Test
  void newParameterSetsInTheStreamReplaceThose() {
    take(packets.next(true, KEY));
    packets.at(3000);
    take(packets.next(false, LARGER), packets.next(false, PPS), packets.next(true, KEY));

    assertThat(sizes).containsExactly("640x360", "1920x1080");
  }

  @Test
  void unitsInOnePacketAndFragmentsOfOneAreTakenApart() {
    take(
        packets.next(false, "78" + sized(SPS) + sized(PPS)),
        packets.next(false, "7c85" + "88"), // the first fragment of a key slice
        packets.next(false, "7c05" + "84"),
        packets.next(true, "7c45" + "0a"));

    assertThat(frames).containsExactly("key 00000004" + KEY);
  }

  @Test
  void aPictureOfSeveralSlicesIsOneFrame() {
    take(packets.next(false, KEY), packets.next(true, SECOND_SLICE_OF_KEY));

    assertThat(frames).containsExactly("key 00000004" + KEY + "00000004" + SECOND_SLICE_OF_KEY);
  }

  @Test
  void withoutMarkersAPictureEndsWhereTheNextBegins() {
    take(packets.next(false, KEY));
    assertThat(frames).isEmpty();

    take(packets.at(3000).next(false, DELTA));

    assertThat(frames).containsExactly("key 00000004" + KEY);
  }

  @Test
  void aMarkerBehindEachSliceIsNotBelievedASecondTime() {
    take(packets.next(true, KEY), packets.next(true, SECOND_SLICE_OF_KEY));
    frames.clear();

    take(packets.at(3000).next(true, DELTA)); // It builds on half a picture.
    packets.at(6000);
    take(packets.next(true, KEY), packets.next(true, SECOND_SLICE_OF_KEY));
    take(packets.at(9000).next(true, DELTA));

    assertThat(frames).containsExactly("key 00000004" + KEY + "00000004" + SECOND_SLICE_OF_KEY);
  }

  @Test
  void afterALossNothingIsShownUpToTheNextKeyFrame() {
    take(packets.next(true, KEY));
    take(packets.at(3000).without(1).next(true, DELTA));
    take(packets.at(6000).next(true, DELTA));
    take(packets.at(9000).next(true, KEY));

    assertThat(frames).containsExactly("key 00000004" + KEY, "key 00000004" + KEY);
  }

  @Test
  void aKeyFrameWhoseBeginningIsMissingIsNotShown() {
    take(packets.next(true, KEY));
    take(packets.at(3000).without(1).next(true, SECOND_SLICE_OF_KEY));

    assertThat(frames).containsExactly("key 00000004" + KEY);
  }

  @Test
  void aKeyFrameThatBeginsRightBehindALossIsShown() {
    take(packets.next(true, KEY));
    take(packets.at(3000).next(false, DELTA));
    take(packets.at(6000).without(1).next(false, SPS), packets.next(true, KEY));

    assertThat(frames).containsExactly("key 00000004" + KEY, "key 00000004" + KEY);
  }

  @Test
  void aKeyFrameWithAHoleInTheMiddleIsNotShown() {
    take(
        packets.next(false, "7c85" + "88"),
        packets.without(1).next(true, "7c45" + "0a"),
        packets.at(3000).next(true, DELTA));

    assertThat(frames).isEmpty();
  }

  @Test
  void fragmentsWithoutABeginningAndTooLongUnitsDamageTheirPictureOnly() {
    take(packets.next(true, "7c45" + "0a"));
    take(packets.at(3000).next(true, "78" + "00ff" + "65"));
    take(packets.at(6000).next(true, KEY));

    assertThat(frames).containsExactly("key 00000004" + KEY);
  }

  @Test
  void timesGoOnWhereNumbersAndTimestampsBeginAgain() {
    packets.at(-1500);
    take(packets.next(true, KEY));
    take(packets.at(1500).next(true, DELTA)); // 65,534
    take(packets.at(4500).next(true, DELTA)); // 65,535
    take(packets.at(7500).next(true, DELTA)); // 0

    assertThat(frames).hasSize(4);
    assertThat(steps).hasSize(3).allMatch(step -> Math.abs(step - 33_333_333) <= 1);
  }

  private void add(Frame frame) {
    frames.add((frame.keyFrame() ? "key " : "delta ") + ByteBufUtil.hexDump(frame.data()));
    sizes.add(frame.videoFormat().width() + "x" + frame.videoFormat().height());
    if (lastNanos != Long.MIN_VALUE) {
      steps.add(frame.presentationNanos() - lastNanos);
    }
    lastNanos = frame.presentationNanos();
    frame.release();
  }

  private void take(RtpPacket... all) {
    for (RtpPacket each : all) {
      order.add(each, 0);
    }
  }

  private PacketOrder.Sink sinkOf() {
    SessionTimes.Line line = new SessionTimes().add(90_000);
    return new PacketOrder.Sink() {
      @Override
      public void packet(RtpPacket packet) {
        video.take(packet, line.nanos(packet.timestamp(), 0));
      }

      @Override
      public void lost() {
        video.lost();
      }
    };
  }

  private VideoPackets video(String parameters) {
    MediaDescription media =
        SessionDescription.parse(
                "m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=fmtp:96 packetization-mode=1;"
                    + parameters)
            .media()
            .getFirst();
    H264Payload payload = H264Payload.of(media);
    VideoIngest ingest = new VideoIngest(payload.syntax(), 0, 0, new StreamClock(), bench.frames());
    return new VideoPackets(payload, ingest, this::add);
  }

  private static String sized(String unit) {
    return "%04x%s".formatted(unit.length() / 2, unit);
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
