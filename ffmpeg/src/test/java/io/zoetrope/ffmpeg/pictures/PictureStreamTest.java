package io.zoetrope.ffmpeg.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureStreamTest {
  private static final byte[] ONE = Pictures.numbered(1);
  private static final byte[] TWO = Pictures.numbered(2);
  private static final byte[] THREE = Pictures.whole(640, 480, 3);
  private static final byte[] GAIN_MAP = Pictures.whole(80, 60, 4);

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

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
  void readsPicturesWhateverStandsBetweenThem(String between) throws IOException {
    byte[] stream = series(between, ONE, TWO, THREE);

    assertThatItReads(new ByteArrayInputStream(stream), ONE, TWO, THREE);
    assertThatItReads(byteByByte(stream), ONE, TWO, THREE);
  }

  @Test
  void itDoesNotMatterInWhichPiecesTheBytesCome() throws IOException {
    byte[] stream = series("--b\r\nContent-Length: #\r\n\r\n", ONE, TWO, THREE);
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      assertThatItReads(inPieces(stream, most -> 1 + random.nextInt(most)), ONE, TWO, THREE);
    }
  }

  @Test
  void beginsAnywhereInAStream() throws IOException {
    byte[] stream = series("--b\r\nContent-Length: #\r\n\r\n", ONE, TWO, THREE);
    byte[] fromTheMiddle = Arrays.copyOfRange(stream, 1000, stream.length);

    assertThatItReads(new ByteArrayInputStream(fromTheMiddle), TWO, THREE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "100", "4294967296", "-1", "many", "0", "33554433", "1e3"})
  void aLengthThatLiesCostsOnePictureAtMost(String lie) throws IOException {
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
  void whatFollowsAPictureInItsPartIsNotAPicture(String between) throws IOException {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b\r\nContent-Length: #\r\n\r\n",
        "--b\r\nContent-Length: 1000000\r\n\r\n",
        "--b\r\nContent-Type: image/jpeg\r\n\r\n",
        "Content-Type: image/jpeg\r\n\r\n",
        "--b\n\n",
        ""
      })
  void aPictureWithoutItsEndMarkerIsGivenOne(String between) throws IOException {
    for (int missing = 1; missing <= 2; missing++) {
      byte[] one = Arrays.copyOf(ONE, ONE.length - missing);
      byte[] three = Arrays.copyOf(THREE, THREE.length - missing);
      byte[] stream = series(between, one, TWO, three, one);
      byte[] last = between.startsWith("--") ? "--b--\r\n".getBytes(ISO_8859_1) : new byte[0];

      assertThatItReads(
          new ByteArrayInputStream(concat(stream, last)),
          between.isEmpty() ? new byte[][] {ONE, TWO, THREE} : new byte[][] {ONE, TWO, THREE, ONE});
    }
  }

  @Test
  void aPartOfATruncatedPictureAndItsGainMapShowsNeither() throws IOException {
    byte[] half = concat(Pictures.truncated(THREE), GAIN_MAP);

    assertThatItReads(new ByteArrayInputStream(series("--b\r\n\r\n", ONE, half, TWO)), ONE, TWO);
    assertThatItReads(
        new ByteArrayInputStream(series("--b\r\nContent-Length: #\r\n\r\n", ONE, half, TWO)),
        ONE,
        TWO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--b\r\nContent-Length: #\r\n\r\n", "--b\r\n\r\n", ""})
  void strayBytesBetweenSegmentsLoseNoPicture(String between) throws IOException {
    int second = 4 + ONE[5];
    byte[] stray =
        concat(
            Arrays.copyOf(ONE, second), new byte[608], Arrays.copyOfRange(ONE, second, ONE.length));

    assertThatItReads(
        new ByteArrayInputStream(series(between, stray, TWO, stray)), stray, TWO, stray);
  }

  @Test
  void aThumbnailWithinAPictureIsNotTakenForIt() throws IOException {
    byte[] withThumbnail = withSegment(THREE, 0xE1, ONE);

    assertThatItReads(
        new ByteArrayInputStream(series("--b\r\n\r\n", withThumbnail, TWO)), withThumbnail, TWO);
  }

  @Test
  void whatWebcamsLeaveOutIsPutIn() throws IOException {
    byte[] bare = Pictures.withoutHuffmanTables(ONE);
    PictureStream pictures =
        new PictureStream(new ByteArrayInputStream(concat(bare, TWO)), bench.frames());

    assertThat(Pictures.decoded(Pictures.bytesOf(pictures.read())).getWidth()).isEqualTo(160);
    assertThat(Pictures.bytesOf(pictures.read())).isEqualTo(TWO);
  }

  @Test
  void aTruncatedPictureIsLeftOutAndTheNextIsWhole() throws IOException {
    for (String between : new String[] {"--b\r\n\r\n", "--b\r\nContent-Length: #\r\n\r\n"}) {
      byte[] stream = series(between, Pictures.truncated(THREE), ONE, TWO);

      assertThatItReads(new ByteArrayInputStream(stream), ONE, TWO);
    }
  }

  @Test
  void theSequenceAndTheTimeRise() throws IOException {
    PictureStream pictures =
        new PictureStream(new ByteArrayInputStream(concat(ONE, TWO)), bench.frames());
    var first = pictures.read();
    var second = pictures.read();

    assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
    assertThat(second.capturedNanos()).isGreaterThan(first.capturedNanos());
    first.release();
    second.release();
  }

  @Test
  void anEndWithinAPictureIsAnEnd() {
    PictureStream pictures =
        new PictureStream(new ByteArrayInputStream(Pictures.truncated(ONE)), bench.frames());

    assertThatThrownBy(pictures::read)
        .isInstanceOf(EOFException.class)
        .hasMessage("the stream ended within a picture");
  }

  @Test
  void anEndWithoutAnyPictureSaysSo() {
    byte[] page = "<html>Please log in</html>".getBytes(ISO_8859_1);

    assertThatThrownBy(
            () -> new PictureStream(new ByteArrayInputStream(page), bench.frames()).read())
        .isInstanceOf(EOFException.class)
        .hasMessage("it ended without a single JPEG picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "X-Header: another\r\n", "\0", "\r\n", "Content-Length: 9\r\n\r\n"})
  void whatNeverBecomesAPictureIsGivenUp(String repeated) {
    Endless endless = new Endless(repeated.getBytes(ISO_8859_1));

    assertThatThrownBy(() -> new PictureStream(endless, bench.frames()).read())
        .hasMessage("what it sends is no series of JPEG pictures");
    assertThat(endless.taken).isLessThan(2_000_000);
  }

  @Test
  void aPictureThatNeverEndsIsGivenUpAtItsLimit() {
    byte[] head = Arrays.copyOf(THREE, THREE.length / 2);
    InputStream endless =
        new java.io.SequenceInputStream(new ByteArrayInputStream(head), new Endless(new byte[1]));

    assertThatThrownBy(() -> new PictureStream(endless, bench.frames()).read())
        .hasMessage("it sends a picture of more than 32 MB");
  }

  @Test
  void nothingButBrokenPicturesIsGivenUp() {
    byte[] broken = new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};

    assertThatThrownBy(() -> new PictureStream(new Endless(broken), bench.frames()).read())
        .hasMessageStartingWith("it sends broken pictures only: ");
  }

  @Test
  void aPictureLargerThanAnyCameraMakesIsRefused() {
    byte[] huge = Pictures.withSize(ONE, 10_000, 10_000);

    assertThatThrownBy(() -> new PictureStream(new Endless(huge), bench.frames()).read())
        .hasMessage(
            "it sends broken pictures only: 10000x10000 pixels; up to 64 million are taken");
  }

  @Test
  void garbageEndsInASentence() {
    for (int seed = 0; seed < 300; seed++) {
      byte[] garbage = new byte[20_000];
      new Random(seed).nextBytes(garbage);
      assertThatThrownBy(
              () -> new PictureStream(new ByteArrayInputStream(garbage), bench.frames()).read())
          .isInstanceOf(IOException.class);
    }
  }

  private void assertThatItReads(InputStream stream, byte[]... expected) throws IOException {
    assertThatItReads(new PictureStream(stream, bench.frames()), expected);
  }

  private static void assertThatItReads(PictureStream pictures, byte[]... expected)
      throws IOException {
    for (byte[] picture : expected) {
      assertThat(Pictures.bytesOf(pictures.read())).isEqualTo(picture);
    }
    assertThatThrownBy(pictures::read).isInstanceOf(EOFException.class);
  }

  /** As phones write it. */
  private static byte[] withGainMap(byte[] jpeg) {
    return concat(jpeg, GAIN_MAP);
  }

  private static byte[] series(String between, byte[]... pictures) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] picture : pictures) {
      all.writeBytes(between.replace("#", String.valueOf(picture.length)).getBytes(ISO_8859_1));
      all.writeBytes(picture);
      all.writeBytes(between.isEmpty() ? new byte[0] : "\r\n".getBytes(ISO_8859_1));
    }
    return all.toByteArray();
  }

  private static byte[] concat(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  /** The picture with a segment of this code after its start. */
  private static byte[] withSegment(byte[] jpeg, int code, byte[] content) {
    byte[] head = {
      (byte) 0xFF, (byte) code, (byte) ((content.length + 2) >> 8), (byte) (content.length + 2)
    };
    return concat(Arrays.copyOf(jpeg, 2), head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
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

  private static final class Endless extends InputStream {
    private final byte[] repeated;
    private long taken;

    Endless(byte[] repeated) {
      this.repeated = repeated;
    }

    @Override
    public int read() {
      return repeated[(int) (taken++ % repeated.length)] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      for (int i = 0; i < length; i++) {
        target[offset + i] = (byte) read();
      }
      return length;
    }
  }
}
