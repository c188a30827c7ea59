package io.zoetrope.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.Track;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class FragmentTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MILLI = 1_000_000;

  private final FrameFactory frames =
      new FrameFactory(new UnpooledByteBufAllocator(true), new SettableClock());
  private final Fragments fragments = new Fragments(0);

  @Test
  void aFrameIsAFragmentOfItsOwn() {
    Frame frame = frame(Formats.VIDEO, "0000000241aa", false, 2 * SECOND, 2 * SECOND);

    byte[] fragment = fragment(frame);

    assertThat(Boxes.types(fragment)).containsExactly("moof", "mdat");
    assertThat(Boxes.at(fragment, "mdat")).isEqualTo("0000000241aa");
    assertThat(Boxes.at(fragment, "moof/mfhd")).isEqualTo("00000000" + "00000001");
    assertThat(Boxes.at(fragment, "moof/traf/tfhd")).isEqualTo("00020000" + "00000001");
    assertThat(Boxes.at(fragment, "moof/traf/tfdt")).isEqualTo("01000000" + "000000000002bf20");
    // One sample, right after the header of 112 bytes, of one second and six bytes, that builds on
    // others.
    assertThat(Boxes.at(fragment, "moof/traf/trun"))
        .isEqualTo(
            "01000f01"
                + "00000001"
                + "00000070"
                + "00015f90"
                + "00000006"
                + "01010000"
                + "00000000");
    frame.release();
  }

  @Test
  void aKeyFrameSaysThatItIsOne() {
    Frame frame = frame(Formats.VIDEO, "0000000165", true, 0, 0);
    assertThat(trun(fragment(frame)).substring(40, 48)).isEqualTo("02000000");
    frame.release();
  }

  @Test
  void aFrameShownAfterOthersHasAnOffsetEvenABackwardOne() {
    Frame late = frame(Formats.VIDEO, "00", false, SECOND + 80 * MILLI, SECOND);
    Frame early = frame(Formats.VIDEO, "00", false, SECOND, SECOND + 40 * MILLI);

    assertThat(trun(fragment(late))).endsWith("00001c20"); // 7200 units
    assertThat(trun(fragment(early))).endsWith("fffff1f0"); // -3600
    late.release();
    early.release();
  }

  @Test
  void timesAreExactForYears() {
    long aYear = Duration.ofDays(365).toNanos();
    Frame frame = frame(Formats.VIDEO, "00", true, aYear, aYear + 11_111);

    // 365 days of 90,000 a second, and one.
    assertThat(Boxes.at(fragment(frame), "moof/traf/tfdt"))
        .isEqualTo("01000000" + "%016x".formatted(365L * 86_400 * 90_000 + 1));
    frame.release();
  }

  @Test
  void timesCountFromTheOrigin() {
    Frame frame = frame(Formats.AAC, "00", true, -3 * SECOND, -3 * SECOND);

    byte[] fragment = Fragment.header(frame, -5 * SECOND, 0);

    assertThat(HexFormat.of().formatHex(fragment))
        .contains(hex("tfdt") + "01000000" + "%016x".formatted(88_200));
    frame.release();
  }

  @Test
  void aPictureIsSaidToLastThreeTimesAsLongAsTheOneBeforeIt() {
    frame(Formats.VIDEO, "00", true, 0, 0).release();

    assertThat(duration(picture(100 * MILLI))).isEqualTo(27_000);
  }

  @Test
  void aPictureIsSaidToLastLongEnoughForALateOneAndNoLongerThanTwoSeconds() {
    assertThat(duration(picture(0))).isEqualTo(90_000); // Nothing is known.
    assertThat(duration(picture(10 * MILLI))).isEqualTo(22_500);
    assertThat(duration(picture(60 * SECOND))).isEqualTo(180_000);
  }

  private Frame picture(long nanos) {
    return frame(Formats.VIDEO, "0000000141", false, nanos, nanos);
  }

  @Test
  void aKeyFrameHasItsParameterSetsWithIt() {
    Frame key = frame(Formats.H265, "0000000126", true, 0, 0);
    Frame other = frame(Formats.H265, "0000000102", false, 0, 0);

    assertThat(Boxes.at(fragment(key), "mdat"))
        .isEqualTo(
            "00000004"
                + "40010c01"
                + "0000002a"
                + Formats.H265_SPS
                + "00000003"
                + "4401c1"
                + "00000003"
                + "4401c2"
                + "0000000126");
    assertThat(trun(fragment(key)).substring(32, 40)).isEqualTo("%08x".formatted(8 + 46 + 14 + 5));
    assertThat(Boxes.at(fragment(other), "mdat")).isEqualTo("0000000102");
    key.release();
    other.release();
  }

  @Test
  void soundLastsAsLongAsItsSamples() {
    assertThat(duration(frame(Formats.AAC, "21", true, 0, 0))).isEqualTo(1024);
    // The first byte of Opus: 20 ms in one frame, twice 2.5 ms, three of 60 ms.
    assertThat(duration(opus("f8"))).isEqualTo(960);
    assertThat(duration(opus("81"))).isEqualTo(240);
    assertThat(duration(opus("1b03"))).isEqualTo(3 * 2880);
    assertThat(duration(opus(""))).isZero();
  }

  @Test
  void allViewersShareTheBytesInTheRoomAroundTheFrame() {
    Frame frame = frame(Formats.VIDEO, "0000000165", true, 0, 0);

    ByteBuf first = frame.attachment(fragments);

    assertThat(frame.attachment(fragments)).isSameAs(first);
    assertThat(first.memoryAddress() + first.readableBytes() - 5)
        .isEqualTo(frame.data().memoryAddress());
    frame.release();
    assertThat(first.refCnt()).isZero();
  }

  private Frame opus(String packet) {
    return frame(new Track(1, new Opus(2)), packet, true, 0, 0);
  }

  private int duration(Frame frame) {
    int units = HexFormat.fromHexDigits(trun(fragment(frame)), 24, 32);
    frame.release();
    return units;
  }

  private byte[] fragment(Frame frame) {
    return ByteBufUtil.getBytes(frame.attachment(fragments));
  }

  private static String trun(byte[] fragment) {
    return Boxes.at(fragment, "moof/traf/trun");
  }

  private Frame frame(Track track, String hex, boolean key, long presentation, long decode) {
    byte[] data = HexFormat.of().parseHex(hex);
    try (FrameBuilder builder = frames.begin(data.length)) {
      builder.buffer().writeBytes(data);
      return builder.finish(track, key, presentation, decode);
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
