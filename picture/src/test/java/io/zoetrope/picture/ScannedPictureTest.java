package io.zoetrope.picture;

import static io.zoetrope.picture.SampleJpegs.bytes;
import static io.zoetrope.picture.SampleJpegs.insert;
import static io.zoetrope.picture.SampleJpegs.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader has looked through already is not looked through again, and is judged alike. */
class ScannedPictureTest {
  private static final byte[] PICTURE = SampleJpegs.picture();

  static IntStream everyPlace() {
    return IntStream.range(2, PICTURE.length);
  }

  @ParameterizedTest
  @MethodSource("everyPlace")
  void damageAnywhereIsJudgedTheSameWithAndWithoutAScan(int place) {
    byte[] damaged = PICTURE.clone();
    for (int value = 0; value < 256; value++) {
      damaged[place] = (byte) value;
      assertThat(JpegInspector.inspect(ByteBuffer.wrap(damaged), scanned(damaged, 7)))
          .isEqualTo(JpegInspector.inspect(ByteBuffer.wrap(damaged)));
    }
  }

  @Test
  void theSameEndIsFoundInHoweverManyPieces() {
    for (int piece : new int[] {1, 2, 13, PICTURE.length}) {
      byte[] stray = insert(PICTURE, 2, bytes(0, 1, 2, 0xFF, 0));
      JpegScanner scanner = scanned(stray, piece);
      assertThat(scanner.isWhole()).isTrue();
      assertThat(JpegInspector.inspect(ByteBuffer.wrap(join(stray, PICTURE)), scanner))
          .isEqualTo(JpegInspector.inspect(ByteBuffer.wrap(stray)));
    }
  }

  @Test
  void theDataIsNotReadTwice() {
    JpegScanner scanner = scanned(PICTURE, 64);
    byte[] blank = PICTURE.clone();
    int data =
        ((JpegInspection.Picture) JpegInspector.inspect(ByteBuffer.wrap(PICTURE))).scanOffset();
    Arrays.fill(blank, data + 14, blank.length, (byte) 0);

    assertThat(JpegInspector.inspect(ByteBuffer.wrap(blank)))
        .isInstanceOf(JpegInspection.Broken.class);
    assertThat(JpegInspector.inspect(ByteBuffer.wrap(blank), scanner))
        .isEqualTo(JpegInspector.inspect(ByteBuffer.wrap(PICTURE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
  void stuffedBytesAreDataAndOnlyTheMarkerEndsItWhereverTheyStand(String order) {
    for (int first = 0; first < 20; first++) {
      for (int second = first; second < 20; second++) {
        byte[] data = new byte[44];
        Arrays.fill(data, (byte) 0x7F);
        stuff(data, 2 * first);
        stuff(data, 2 * second);
        data[42] = (byte) 0xFF;
        data[43] = (byte) 0xD9;
        JpegScanner scanner = new JpegScanner();
        scanner.restartInData();
        ByteBuffer bytes = ByteBuffer.wrap(join(data, new byte[20])).order(named(order));
        assertThat(scanner.scan(bytes, 0, bytes.limit())).isEqualTo(data.length);
        assertThat(scanner.isWhole()).isTrue();
      }
    }
  }

  private static void stuff(byte[] data, int at) {
    data[at] = (byte) 0xFF;
    data[at + 1] = 0;
  }

  private static ByteOrder named(String order) {
    return order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static JpegScanner scanned(byte[] bytes, int piece) {
    JpegScanner scanner = new JpegScanner();
    scanner.restart();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int at = 2;
    while (at < bytes.length && !scanner.isWhole() && !scanner.isBroken()) {
      at = scanner.scan(buffer, at, Math.min(bytes.length, at + piece));
    }
    return scanner;
  }
}
