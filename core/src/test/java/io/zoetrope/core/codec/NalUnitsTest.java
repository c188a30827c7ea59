package io.zoetrope.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NalUnitsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "0000016742, 6742",
        "000000016742, 6742",
        "000000016742000001680000000165, 6742 68 65",
        "0000000001674200000000000001680000, 6742 68", // Zeros that fill up.
        "0000016700000300000301000001, 6700000300000301",
        "00000100000167, 67", // Nothing between two.
        "ff000001670001, 670001", // What stands before the first is of no unit.
        "6742, none",
        "0000, none",
        "000001, none",
      })
  void findsWhatStandsBetweenStartCodes(String bytes, String units) {
    List<String> found = new ArrayList<>();

    NalUnits.betweenStartCodes(hex(bytes), unit -> found.add(ByteBufUtil.hexDump(unit)));

    assertThat(String.join(" ", found)).isEqualTo(units == null ? "" : units);
  }

  @Test
  void findsTheSameAsASearchByteForByte() {
    Random random = new Random(1);
    for (int n = 0; n < 5_000; n++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) Math.max(0, random.nextInt(6) - 2);
      }
      List<String> found = new ArrayList<>();
      NalUnits.betweenStartCodes(
          Unpooled.wrappedBuffer(bytes), unit -> found.add(ByteBufUtil.hexDump(unit)));

      assertThat(found).as(ByteBufUtil.hexDump(bytes)).isEqualTo(searched(bytes));
    }
  }

  @Test
  void findsWhatStandsBehindLengths() {
    List<String> found = new ArrayList<>();

    boolean whole =
        NalUnits.behindLengths(
            hex("000267420000000168"), 2, unit -> found.add(ByteBufUtil.hexDump(unit)));

    assertThat(whole).isTrue();
    assertThat(found).containsExactly("6742", "68");
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000056742", "ffffffff67", "00000001670000", "80000000"})
  void saysThatLengthsDoNotAddUp(String bytes) {
    assertThat(NalUnits.behindLengths(hex(bytes), 4, _ -> {})).isFalse();
  }

  private static List<String> searched(byte[] bytes) {
    List<String> units = new ArrayList<>();
    String text = ByteBufUtil.hexDump(bytes).replaceAll("(..)", "$1 ").strip() + " ";
    String[] parts = text.split("00 00 01 ", -1);
    for (int n = 1; n < parts.length; n++) {
      String unit = parts[n].replaceAll("(00 )*$", "").replace(" ", "");
      if (!unit.isEmpty()) {
        units.add(unit);
      }
    }
    return units;
  }

  private static ByteBuf hex(String digits) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits));
  }
}
