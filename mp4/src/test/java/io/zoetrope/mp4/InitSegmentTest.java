package io.zoetrope.mp4;

import static io.zoetrope.mp4.Formats.AAC;
import static io.zoetrope.mp4.Formats.OPUS;
import static io.zoetrope.mp4.Formats.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InitSegmentTest {
  private final byte[] all = InitSegment.of(List.of(VIDEO, AAC, OPUS));

  @Test
  void itSaysThatItIsFragmentedMp4() {
    assertThat(Boxes.types(all)).containsExactly("ftyp", "moov");
    assertThat(Boxes.at(all, "ftyp")).isEqualTo(hex("iso5") + "00000000" + hex("iso5iso6mp41"));
  }

  @Test
  void eachTrackHasItsIdCountedFromOne() {
    assertThat(Boxes.at(all, "moov/trak[0]/tkhd"))
        .startsWith("00000003" + "00".repeat(8) + "00000001");
    assertThat(Boxes.at(all, "moov/trak[1]/tkhd"))
        .startsWith("00000003" + "00".repeat(8) + "00000002");
    assertThat(Boxes.at(all, "moov/mvex/trex[0]"))
        .isEqualTo("00000000" + "00000001" + "00000001" + "00".repeat(12));
    assertThat(Boxes.at(all, "moov/mvex/trex[2]")).startsWith("00000000" + "00000003");
  }

  @Test
  void aVideoTrackHasItsSizeInPixels() {
    assertThat(Boxes.at(all, "moov/trak[0]/tkhd")).endsWith("40000000" + "05000000" + "02d00000");
    assertThat(Boxes.at(all, "moov/trak[0]/mdia/minf/stbl/stsd/avc1"))
        .startsWith(
            "000000000000" + "0001" + "00".repeat(16) + "0500" + "02d0" + "0048000000480000");
    assertThat(Boxes.at(all, "moov/trak[0]/mdia/hdlr"))
        .startsWith("00000000" + "00000000" + hex("vide"));
  }

  @Test
  void videoIsTimedAsInRtpAndSoundBySamples() {
    assertThat(Boxes.at(all, "moov/trak[0]/mdia/mdhd"))
        .isEqualTo("00".repeat(12) + "00015f90" + "00000000" + "55c4" + "0000");
    assertThat(Boxes.at(all, "moov/trak[1]/mdia/mdhd")).contains("0000ac44");
    assertThat(Boxes.at(all, "moov/trak[2]/mdia/mdhd")).contains("0000bb80");
  }

  @Test
  void allParameterSetsOfH264AreInIt() {
    assertThat(Boxes.at(all, "moov/trak[0]/mdia/minf/stbl/stsd/avc1/avcC"))
        .isEqualTo(
            "01"
                + "42c01e"
                + "ff" // Baseline 3.0; lengths of four bytes.
                + "e2"
                + "0019"
                + "6742c01ed900a02ff97011000003000100000300320f162e48"
                + "0007"
                + "6742c01fda0203"
                + "03"
                + "0004"
                + "68ce3c80"
                + "0004"
                + "68ce3c81"
                + "0002"
                + "68ce");
  }

  @Test
  void ofBetterProfilesTheColoursAreInIt() {
    Track high =
        Track.only(
            new H264(
                1920, 1080, List.of(Formats.set(Formats.HIGH_SPS)), List.of(Formats.set("68ee"))));

    assertThat(Boxes.at(InitSegment.of(List.of(high)), "moov/trak/mdia/minf/stbl/stsd/avc1/avcC"))
        .startsWith("01" + "640028" + "ff" + "e1")
        .endsWith("01" + "0002" + "68ee" + "fd" + "f8" + "f8" + "00"); // 4:2:0, 8 bits each.
  }

  @Test
  void allParameterSetsOfH265AreInIt() {
    assertThat(
            Boxes.at(
                InitSegment.of(List.of(Formats.H265)), "moov/trak/mdia/minf/stbl/stsd/hvc1/hvcC"))
        .isEqualTo(
            "01"
                + "01"
                + "60000000"
                + "900000000000"
                + "78" // Main, level 4.
                + "f000"
                + "fc"
                + "fd"
                + "f8"
                + "f8"
                + "0000"
                + "03"
                + "03"
                + "a0"
                + "0001"
                + "0004"
                + "40010c01"
                + "a1"
                + "0001"
                + "002a"
                + Formats.H265_SPS
                + "a2"
                + "0002"
                + "0003"
                + "4401c1"
                + "0003"
                + "4401c2");
  }

  @Test
  void theConfigOfAacIsInIt() {
    assertThat(Boxes.at(all, "moov/trak[1]/mdia/minf/stbl/stsd/mp4a"))
        .startsWith(
            "000000000000" + "0001" + "00".repeat(8) + "0002" + "0010" + "00000000" + "ac440000");
    assertThat(Boxes.at(all, "moov/trak[1]/mdia/minf/stbl/stsd/mp4a/esds"))
        .isEqualTo(
            "00000000"
                + "03"
                + "80808022"
                + "0000"
                + "00"
                + "04"
                + "80808014"
                + "40"
                + "15"
                + "000000"
                + "00000000"
                + "00000000"
                + "05"
                + "80808002"
                + "1210"
                + "06"
                + "80808001"
                + "02");
  }

  @Test
  void theConfigOfOpusIsInIt() {
    assertThat(Boxes.at(all, "moov/trak[2]/mdia/minf/stbl/stsd/Opus/dOps"))
        .isEqualTo("00" + "01" + "0000" + "0000bb80" + "0000" + "00");
  }

  @Test
  void whatWeDoNotPutIntoMp4IsRefused() {
    Track jpeg = Track.only(new Jpeg(640, 480));
    Track telephone = new Track(1, new G711(G711.Law.A, 8000, 1));

    assertThat(InitSegment.canHold(VIDEO.format())).isTrue();
    assertThat(InitSegment.canHold(jpeg.format())).isFalse();
    assertThat(InitSegment.canHold(telephone.format())).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InitSegment.of(List.of(VIDEO, telephone)))
        .withMessage("Not put into MP4: G.711");
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
