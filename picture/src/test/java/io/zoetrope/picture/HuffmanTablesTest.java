package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import org.junit.jupiter.api.Test;

class HuffmanTablesTest {
  @Test
  void theSegmentHoldsTheTablesOfTheStandard() {
    var expected = new ByteArrayOutputStream();
    expected.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xC4, 0x01, (byte) 0xA2});
    add(expected, 0x00, JPEGHuffmanTable.StdDCLuminance);
    add(expected, 0x10, JPEGHuffmanTable.StdACLuminance);
    add(expected, 0x01, JPEGHuffmanTable.StdDCChrominance);
    add(expected, 0x11, JPEGHuffmanTable.StdACChrominance);

    assertThat(HuffmanTables.segment()).hasSize(420).isEqualTo(expected.toByteArray());
  }

  private static void add(ByteArrayOutputStream segment, int id, JPEGHuffmanTable table) {
    segment.write(id);
    for (short count : table.getLengths()) {
      segment.write(count);
    }
    for (short symbol : table.getValues()) {
      segment.write(symbol);
    }
  }

  @Test
  void completesAWebcamPictureWithoutTables() {
    byte[] complete = SampleJpegs.picture();
    byte[] bare = SampleJpegs.without(complete, 0xC4);
    var found = (JpegInspection.Picture) JpegInspector.inspect(ByteBuffer.wrap(bare));
    assertThat(found.hasHuffmanTables()).isFalse();

    byte[] repaired = SampleJpegs.insert(bare, found.scanOffset(), HuffmanTables.segment());

    assertThat(repaired).isEqualTo(complete);
  }
}
