package io.zoetrope.ffmpeg.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureStreamTest extends PictureStreamFixture {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: #\r\n\r\n",
        "--frame\r\nContent-Type: image/jpeg\r\n\r\n",
        "--frame\nContent-type:image/jpeg\n\n",
        "frame\r\ncontent-LENGTH :#\r\n\r\n",
        "----=_odd boundary's; \"quoted\"\r\nContent-Length:   #  \r\nX-Timestamp: 1.2\r\n\r\n",
        "\r\n\r\n--x\r\nContent-Length: #\r\n\r\n\r\n",
        "Content-Length: #\r\n\r\n",
        "\0\0\0\0",
        ""
      })
  void readsPicturesWhateverIsBetweenThem(String between) throws IOException {
    byte[] stream = series(between, ONE, TWO, THREE);

    assertThatItReads(new ByteArrayInputStream(stream), ONE, TWO, THREE);
    assertThatItReads(byteByByte(stream), ONE, TWO, THREE);
  }

  @Test
  void readsBytesInPiecesOfAnySize() throws IOException {
    byte[] stream = series("--b\r\nContent-Length: #\r\n\r\n", ONE, TWO, THREE);
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      assertThatItReads(inPieces(stream, most -> 1 + random.nextInt(most)), ONE, TWO, THREE);
    }
  }

  @Test
  void startsAnywhereInAStream() throws IOException {
    byte[] stream = series("--b\r\nContent-Length: #\r\n\r\n", ONE, TWO, THREE);
    byte[] fromTheMiddle = Arrays.copyOfRange(stream, 1000, stream.length);

    assertThatItReads(new ByteArrayInputStream(fromTheMiddle), TWO, THREE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "100", "4294967296", "-1", "many", "0", "33554433", "1e3"})
  void aWrongLengthCostsOnePictureAtMost(String lie) throws IOException {
    byte[] stream =
        series("--b\r\nContent-Length: " + lie + "\r\n\r\n", ONE, TWO, THREE, ONE, TWO, THREE);
    PictureStream pictures = new PictureStream(new ByteArrayInputStream(stream), bench.frames());

    byte[] first = Pictures.bytesOf(pictures.read());

    assertThat(first).isIn(ONE, TWO);
    assertThat(Pictures.bytesOf(pictures.read())).isIn(TWO, THREE);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 700, 3000})
  void noPictureIsLostToALengthThatIsTooSmall(int length) throws IOException {
    byte[] stream =
        series("--b\r\nContent-Length: " + length + "\r\n\r\n", ONE, THREE, TWO, withGainMap(ONE));

    assertThatItReads(new ByteArrayInputStream(stream), ONE, THREE, TWO, ONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 300, 50_000, 1 << 25})
  void noPictureIsLostToALengthThatIsTooLarge(int more) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (byte[] picture : new byte[][] {ONE, THREE, TWO, withGainMap(ONE), TWO}) {
      stream.writeBytes(
          series("--b\r\nContent-Length: %d\r\n\r\n".formatted(picture.length + more), picture));
    }

    assertThatItReads(new ByteArrayInputStream(stream.toByteArray()), ONE, THREE, TWO, ONE, TWO);
  }

  @Test
  void aPictureIsHandedOverBeforeTheRestThatItsLengthClaims() throws IOException {
    byte[] begun = series("--b\r\nContent-Length: 1000000\r\n\r\n", ONE);
    InputStream thenStuck =
        new ByteArrayInputStream(begun) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            assertThat(available()).as("bytes to wait for").isPositive();
            return super.read(target, offset, length);
          }
        };

    assertThat(Pictures.bytesOf(new PictureStream(thenStuck, bench.frames()).read()))
        .isEqualTo(ONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b\r\nContent-Length: #\r\n\r\n",
        "--b\r\nContent-Type: image/jpeg\r\n\r\n",
        "--b\n\n",
        "frame\r\nContent-Type: image/jpeg\r\nX-Odd\r\n\r\n",
      })
  void bytesAfterAPictureInItsPartAreNotAPicture(String between) throws IOException {
    byte[] video = new byte[3_000_000];
    new Random(9).nextBytes(video);
    byte[] motion = concat(ONE, THREE, video);
    byte[] stream = series(between, withGainMap(ONE), TWO, motion, withGainMap(THREE), TWO);

    assertThatItReads(new ByteArrayInputStream(stream), ONE, TWO, ONE, THREE, TWO);
  }

  @Test
  void withoutPartsASmallerPictureBelongsToTheOneBeforeUnlessTheSeriesGoesOnSo()
      throws IOException {
    byte[] stream =
        concat(withGainMap(ONE), withGainMap(TWO), THREE, ONE, TWO, ONE, withGainMap(TWO));

    assertThatItReads(new ByteArrayInputStream(stream), ONE, TWO, THREE, TWO, ONE, TWO);
  }

  @Test
  void aMeasuredBodyIsOnePictureUnlessItHasParts() throws IOException {
    byte[] twins = concat(ONE, TWO, THREE);
    byte[] parts = series("--b\r\n\r\n", ONE, TWO);

    assertThatItReads(PictureStream.measured(new ByteArrayInputStream(twins), bench.frames()), ONE);
    assertThatItReads(
        PictureStream.measured(new ByteArrayInputStream(parts), bench.frames()), ONE, TWO);
  }

  @Test
  void aMeasuredBodyWhosePictureIsBrokenIsNotReplacedByWhatFollows() {
    byte[] broken = concat(Pictures.truncated(THREE), ONE);
    PictureStream pictures =
        PictureStream.measured(new ByteArrayInputStream(broken), bench.frames());

    assertThatThrownBy(pictures::read).hasMessage("truncated: no end-of-image marker");
  }

  /** As phones write it. */
  private static byte[] withGainMap(byte[] jpeg) {
    return concat(jpeg, GAIN_MAP);
  }

  private static InputStream byteByByte(byte[] stream) {
    return inPieces(stream, most -> 1);
  }

  private static InputStream inPieces(byte[] stream, IntUnaryOperator size) {
    return new ByteArrayInputStream(stream) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, size.applyAsInt(length)));
      }
    };
  }
}
