package io.zoetrope.picture;

import static io.zoetrope.picture.SampleJpegs.bytes;
import static io.zoetrope.picture.SampleJpegs.insert;
import static io.zoetrope.picture.SampleJpegs.join;
import static io.zoetrope.picture.SampleJpegs.segment;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegInspectorTest extends JpegInspectorFixture {
  @Test
  void describesAWholePicture() {
    assertThat(picture(PICTURE))
        .isEqualTo(new JpegInspection.Picture(40, 24, 1, true, SCAN, PICTURE.length, true));
    assertThat(Arrays.copyOfRange(PICTURE, SCAN, SCAN + 2)).isEqualTo(bytes(0xFF, 0xDA));
  }

  @Test
  void readsFromPositionToLimitWhateverTheBuffer() {
    ByteBuffer direct = ByteBuffer.allocateDirect(PICTURE.length + 20);
    direct.order(ByteOrder.LITTLE_ENDIAN).position(7);
    direct.put(PICTURE).flip().position(7);

    assertThat(JpegInspector.inspect(direct)).isEqualTo(picture(PICTURE));
    assertThat(direct.position()).isEqualTo(7);
    assertThat(direct.limit()).isEqualTo(7 + PICTURE.length);
    assertThat(JpegInspector.inspect(direct.asReadOnlyBuffer())).isEqualTo(picture(PICTURE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 100_000})
  void leavesOutZerosAfterTheEnd(int zeros) {
    assertThat(picture(Arrays.copyOf(PICTURE, PICTURE.length + zeros)).length())
        .isEqualTo(PICTURE.length);
  }

  @Test
  void thePictureIsTheFirstWhateverFollowsIt() {
    byte[] video = new byte[100_000];
    new Random(5).nextBytes(video);

    assertThat(picture(join(PICTURE, bytes(0x0D, 0x0A))).length()).isEqualTo(PICTURE.length);
    assertThat(picture(join(PICTURE, bytes(0xFF, 0xD9))).length()).isEqualTo(PICTURE.length);
    assertThat(picture(join(PICTURE, video)).length()).isEqualTo(PICTURE.length);
    assertThat(picture(join(PICTURE, PICTURE)).length()).isEqualTo(PICTURE.length);
    assertThat(picture(join(PICTURE, PICTURE)).hasEnd()).isTrue();
  }

  @Test
  void aPictureWithoutItsEndMarkerIsAPictureIfAllOfItIsThere() {
    int data = PICTURE.length - 2;
    for (byte[] endless :
        new byte[][] {
          Arrays.copyOf(PICTURE, data),
          Arrays.copyOf(PICTURE, data + 1),
          Arrays.copyOf(Arrays.copyOf(PICTURE, data), data + 64),
          join(Arrays.copyOf(PICTURE, data), bytes(0x0D, 0x0A)),
          Arrays.copyOf(
              SampleJpegs.without(PICTURE, 0xC4), SampleJpegs.without(PICTURE, 0xC4).length - 2)
        }) {
      assertThat(picture(endless).hasEnd()).isFalse();
      assertThat(picture(endless).length() - picture(endless).scanOffset()).isEqualTo(data - SCAN);
    }
  }

  @Test
  void theBeginningOfAPictureBeforeAnotherIsNotAPicture() {
    byte[] half = Arrays.copyOf(PICTURE, SCAN + (PICTURE.length - SCAN) / 2);

    assertThat(reason(join(half, PICTURE))).isEqualTo("truncated: no end-of-image marker");
    assertThat(reason(join(half, new byte[5000], PICTURE))).startsWith("truncated");
  }

  @Test
  void strayBytesBetweenSegmentsAreSkippedAsDecodersDo() {
    byte[] comment = segment(0xFE, bytes(1, 2, 3, 4));
    byte[] stray = insert(PICTURE, 2, join(new byte[608], comment, bytes(0, 0xFF, 0)));

    assertThat(picture(stray).scanOffset()).isEqualTo(SCAN + 608 + comment.length + 3);
    assertThat(picture(stray).width()).isEqualTo(40);
  }

  @Test
  void damageThatHidesTheEndFromTheFrontDoesNotLoseThePicture() {
    byte[] damaged = PICTURE.clone();
    damaged[PICTURE.length - 9] = (byte) 0xFF;
    damaged[PICTURE.length - 8] = (byte) 0xC4;

    assertThat(picture(Arrays.copyOf(damaged, damaged.length + 9)).length())
        .isEqualTo(PICTURE.length);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 40, 24",
    "2, 40, 24",
    "3, 40, 24",
    "4, 40, 24",
    "5, 24, 40",
    "6, 24, 40",
    "8, 24, 40"
  })
  void saysHowLargeAPictureIsOnceItIsTurned(int orientation, int width, int height) {
    for (boolean little : new boolean[] {false, true}) {
      byte[] xmp =
          segment(0xE1, "http://ns.adobe.com/xap/1.0/".getBytes(StandardCharsets.US_ASCII));
      byte[] exif = segment(0xE1, SampleJpegs.exif(orientation, little));
      JpegInspection.Picture found = picture(insert(PICTURE, 2, join(xmp, exif)));

      assertThat(found.orientation()).isEqualTo(orientation);
      assertThat(found.shownWidth()).isEqualTo(width);
      assertThat(found.shownHeight()).isEqualTo(height);
      assertThat(found.width()).isEqualTo(40);
    }
  }

  @Test
  void exifThatMakesNoSenseTurnsNothing() {
    byte[] exif = SampleJpegs.exif(6, false);
    for (int place = 6; place < exif.length; place++) {
      for (int value : new int[] {0, 0xFF}) {
        byte[] damaged = exif.clone();
        damaged[place] = (byte) value;
        byte[] jpeg = insert(PICTURE, 2, segment(0xE1, damaged));
        assertThat(picture(jpeg).orientation()).isBetween(1, 8);
      }
    }
    for (int length = 0; length < exif.length - 4; length++) {
      byte[] jpeg = insert(PICTURE, 2, segment(0xE1, Arrays.copyOf(exif, length)));
      assertThat(picture(jpeg).orientation()).isIn(1, 6);
    }
  }

  @Test
  void isNotConfusedByAThumbnail() {
    byte[] exif = segment(0xE1, join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), PICTURE));

    JpegInspection.Picture found = picture(insert(PICTURE, 2, exif));
    assertThat(found.width()).isEqualTo(40);
    assertThat(found.scanOffset()).isEqualTo(SCAN + exif.length);

    byte[] onlyThumbnail = join(Arrays.copyOf(PICTURE, 2), exif, bytes(0xFF, 0xD9));
    assertThat(reason(onlyThumbnail)).startsWith("empty");
  }

  @Test
  void allowsFillBytesAndRestartMarkersInTheHeader() {
    byte[] filled = insert(PICTURE, 2, bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xD0, 0xFF, 0x01));

    assertThat(picture(filled).scanOffset()).isEqualTo(SCAN + 7);
  }

  @Test
  void saysWhetherHuffmanTablesAreMissing() {
    assertThat(picture(SampleJpegs.without(PICTURE, 0xC4)).hasHuffmanTables()).isFalse();
  }

  @Test
  void takesProgressivePictures() {
    byte[] progressive = PICTURE.clone();
    progressive[SampleJpegs.frameHeader(PICTURE) - 1] = (byte) 0xC2;

    assertThat(picture(progressive).length()).isEqualTo(progressive.length);
  }
}
