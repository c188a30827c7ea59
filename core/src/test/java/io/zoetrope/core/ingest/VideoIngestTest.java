package io.zoetrope.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.TrackFormat;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VideoIngestTest {
  private static final String START = "00000001";
  private static final String SPS = "6742c01ed900a02ff97011000003000100000300320f162e48"; // 640x360
  private static final String LARGER = "67640028acd940780227e5c044000003000400000300c83c60c658";
  private static final String PPS = "68cb83cb20";
  private static final String OTHER_PPS = "6848e3cb20"; // Its id is 1.
  private static final String KEY = "6588840a";
  private static final String DELTA = "419a2404";
  private static final String DELIMITER = "0910";
  private static final String FILLER = "0cffff80";
  private static final String RECOVERY = "0606018480";

  private static final String VPS_5 = "40010c01ffff01600000030090000003000003003c959409";
  private static final String SPS_5 =
      "420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c84";
  private static final String PPS_5 = "4401c172b46240";

  private final DriverBench bench = new DriverBench();
  private final List<Frame> made = new ArrayList<>();
  private VideoIngest ingest = newIngest(UnitSyntax.H264);
  private long nanos;

  @AfterEach
  void everyBufferIsGivenBack() {
    made.forEach(Frame::release);
    bench.close();
  }

  @Test
  void aFrameHasUnitsBehindTheirLengthsAndTheRestIsInTheFormat() {
    Frame frame =
        take(START + DELIMITER + START + SPS + START + PPS + "000001" + KEY + START + FILLER)
            .orElseThrow();

    assertThat(hexOf(frame)).isEqualTo("00000004" + KEY);
    assertThat(frame.keyFrame()).isTrue();
    assertThat(frame.format()).isEqualTo(new H264(640, 360, sets(SPS), sets(PPS)));
    assertThat(hexOf(take(START + DELTA + START + DELTA).orElseThrow()))
        .as("several slices")
        .isEqualTo("00000004" + DELTA + "00000004" + DELTA);
    assertThat(made.getLast().keyFrame()).isFalse();
  }

  @Test
  void theSameComesOutOfAContainerWithLengths() {
    ingest.setup(ParameterSet.of(hex("0142c01effe1" + sized(SPS) + "01" + sized(PPS))));

    Frame frame = take("00000002" + DELIMITER + "00000004" + KEY).orElseThrow();

    assertThat(hexOf(frame)).isEqualTo("00000004" + KEY);
    assertThat(frame.format()).isEqualTo(new H264(640, 360, sets(SPS), sets(PPS)));
  }

  @Test
  void lengthsOfTwoBytesAreReadAsWell() {
    ingest.setup(ParameterSet.of(hex("0142c01efde1" + sized(SPS) + "01" + sized(PPS))));

    assertThat(hexOf(take("0004" + KEY).orElseThrow())).isEqualTo("00000004" + KEY);
  }

  @Test
  void setsMayComeBeforeTheFirstPacketWithStartCodes() {
    ingest.setup(ParameterSet.of(hex(START + SPS + START + PPS)));

    assertThat(take(START + KEY)).isPresent();
  }

  @Test
  void nothingIsDeliveredBeforeAKeyFrameWithItsSets() {
    assertThat(take(START + DELTA)).isEmpty();
    assertThat(take(START + KEY)).isEmpty();
    assertThat(take(START + SPS)).isEmpty();
    assertThat(take(START + PPS)).isEmpty();
    assertThat(take(START + DELTA)).isEmpty();
    assertThat(take(START + KEY)).isPresent();
    assertThat(take(START + DELTA)).isPresent();
  }

  @Test
  void aChangeOfTheSetsIsAnotherFormatOfTheSameTrack() {
    take(START + SPS + START + PPS + START + KEY);
    Frame before = made.getLast();

    Frame after = take(START + LARGER + START + PPS + START + KEY).orElseThrow();

    assertThat(after.track().id()).isEqualTo(before.track().id());
    assertThat(after.format()).isEqualTo(new H264(1920, 1080, sets(LARGER), sets(PPS)));
  }

  @Test
  void aChangeThatTheContainerTellsIsOneToo() {
    take(START + SPS + START + PPS + START + KEY);

    ingest.setup(ParameterSet.of(hex(START + LARGER + START + PPS)));

    assertThat(take(START + KEY).orElseThrow().videoFormat().width()).isEqualTo(1920);
  }

  @Test
  void theSameSetsAgainAreNoChange() {
    TrackFormat before = take(START + SPS + START + PPS + START + KEY).orElseThrow().format();

    assertThat(take(START + SPS + START + PPS + START + KEY).orElseThrow().format())
        .isSameAs(before);
  }

  @Test
  void setsOfOtherIdsAreKeptInTheirOrder() {
    Frame frame = take(START + SPS + START + OTHER_PPS + START + PPS + START + KEY).orElseThrow();

    assertThat(frame.format()).isEqualTo(new H264(640, 360, sets(SPS), sets(PPS, OTHER_PPS)));
  }

  @Test
  void damagedSetsAndUnitsWithoutContentAreLeftOut() {
    Frame frame =
        take(START + "6742" + START + SPS + START + "68" + START + PPS + START + "65" + START + KEY)
            .orElseThrow();

    assertThat(frame.format()).isEqualTo(new H264(640, 360, sets(SPS), sets(PPS)));
    assertThat(hexOf(frame)).isEqualTo("00000004" + KEY);
  }

  @Test
  void afterAFrameThatIsDamagedAllWaitForTheNextKeyFrame() {
    ingest.setup(ParameterSet.of(hex("0142c01effe1" + sized(SPS) + "01" + sized(PPS))));
    take("00000004" + KEY);

    assertThat(take("000000ff" + DELTA)).isEmpty();
    assertThat(take("00000004" + DELTA)).isEmpty();
    assertThat(take("00000004" + KEY)).isPresent();
  }

  @Test
  void pointsOfRecoveryCountOnlyWhereThereAreNoKeyFrames() {
    String recovery = START + RECOVERY + START + DELTA;
    take(START + SPS + START + PPS + START + KEY);

    assertThat(take(recovery).orElseThrow().keyFrame()).isFalse();
    take(START + KEY);
    assertThat(take(recovery).orElseThrow().keyFrame()).isFalse();
    take(START + DELTA);
    assertThat(take(recovery).orElseThrow().keyFrame()).isTrue();
    assertThat(take(recovery).orElseThrow().keyFrame()).isTrue();
  }

  @Test
  void timesToDecodeAreBeforeThoseToPresentWherePicturesAreReordered() {
    take(START + LARGER + START + PPS + START + KEY); // Two may overtake.
    Frame key = made.getLast();
    nanos += 80_000_000;
    Frame later = take(START + DELTA).orElseThrow();
    nanos -= 40_000_000;
    Frame between = take(START + DELTA).orElseThrow();

    assertThat(key.presentationNanos() - key.decodeNanos()).isEqualTo(80_000_000);
    assertThat(later.decodeNanos()).isLessThan(between.decodeNanos());
    assertThat(between.decodeNanos()).isLessThanOrEqualTo(between.presentationNanos());
    assertThat(later.presentationNanos()).isGreaterThan(between.presentationNanos());
  }

  @Test
  void h265IsReadOutOfBothKindsOfContainers() {
    H265 format = new H265(1920, 1080, sets(VPS_5), sets(SPS_5), sets(PPS_5));
    ingest = newIngest(UnitSyntax.H265);
    Frame inBand =
        take(START + "460150" + START + VPS_5 + START + SPS_5 + START + PPS_5 + START + "2801af08")
            .orElseThrow();
    ingest = newIngest(UnitSyntax.H265);
    ingest.setup(
        ParameterSet.of(
            hex(
                "01"
                    + "00".repeat(20)
                    + "03"
                    + "03"
                    + ("200001" + sized(VPS_5))
                    + ("210001" + sized(SPS_5))
                    + ("220001" + sized(PPS_5)))));
    Frame outOfBand = take("00000004" + "2a01af08").orElseThrow();

    assertThat(List.of(inBand, outOfBand))
        .allSatisfy(frame -> {
          assertThat(frame.format()).isEqualTo(format);
          assertThat(frame.keyFrame()).isTrue();
        });
    assertThat(hexOf(inBand)).isEqualTo("000000042801af08");
    assertThat(take("00000004" + "0201d008").orElseThrow().keyFrame()).isFalse();
  }

  private VideoIngest newIngest(UnitSyntax syntax) {
    return new VideoIngest(syntax, 0, 0, new StreamClock(), bench.frames());
  }

  private Optional<Frame> take(String packet) {
    Optional<Frame> frame = ingest.frameOf(Unpooled.wrappedBuffer(hex(packet)), nanos);
    frame.ifPresent(made::add);
    return frame;
  }

  private static List<ParameterSet> sets(String... hex) {
    return List.of(hex).stream().map(each -> ParameterSet.of(hex(each))).toList();
  }

  private static String sized(String unit) {
    return "%04x".formatted(unit.length() / 2) + unit;
  }

  private static String hexOf(Frame frame) {
    ByteBuf data = frame.data();
    return ByteBufUtil.hexDump(data);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
