package io.zoetrope.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where samples are said to be, in files of any length. */
final class SampleTableTest {
  private static final long FIVE_GIGABYTES = 5L << 30;

  private final SampleTable samples = new SampleTable();

  @Test
  void samplesThatFollowEachOtherAreOneChunk() {
    samples.add(Formats.VIDEO.format(), 40, 10, true, 0, 0);
    samples.add(Formats.VIDEO.format(), 50, 10, false, 3000, 0);
    samples.add(Formats.VIDEO.format(), 90, 10, false, 6000, 0);
    samples.last(3000);

    assertThat(box("stco")).isEqualTo("00000000" + "00000002" + "00000028" + "0000005a");
    assertThat(box("stsc"))
        .isEqualTo(
            "00000000"
                + "00000002"
                + "00000001"
                + "00000002"
                + "00000001"
                + "00000002"
                + "00000001"
                + "00000001");
    assertThat(box("stts")).isEqualTo("00000000" + "00000001" + "00000003" + "00000bb8");
    assertThat(box("stss")).isEqualTo("00000000" + "00000001" + "00000001");
  }

  @Test
  void placesBeyondFourGigabytesTakeEightBytes() {
    samples.add(Formats.VIDEO.format(), 40, 10, true, 0, 0);
    samples.add(Formats.VIDEO.format(), FIVE_GIGABYTES, 10, false, 3000, 0);

    assertThat(box("co64"))
        .isEqualTo("00000000" + "00000002" + "0000000000000028" + "0000000140000000");
  }

  @Test
  void whatIsLeftOutAtTheEndLeavesNoChunk() {
    samples.add(Formats.VIDEO.format(), 40, 10, true, 0, 0);
    samples.add(Formats.VIDEO.format(), 90, 10, true, 3000, 0);
    samples.trim(3000);
    samples.last(3000);

    assertThat(box("stco")).isEqualTo("00000000" + "00000001" + "00000028");
    assertThat(box("stsz")).isEqualTo("00000000" + "00000000" + "00000001" + "0000000a");
    assertThat(box("stss")).isEqualTo("00000000" + "00000001" + "00000001");
  }

  @Test
  void soundHasNoListOfKeyFrames() {
    samples.add(Formats.AAC.format(), 40, 10, true, 0, 0);

    assertThat(List.of(Boxes.types(written()))).noneMatch(types -> types.contains("stss"));
  }

  private String box(String type) {
    return Boxes.at(written(), type);
  }

  private byte[] written() {
    BoxWriter out = new BoxWriter();
    samples.write(out);
    return out.toBytes();
  }
}
