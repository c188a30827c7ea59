package io.zoetrope.ffmpeg.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that end or never become a picture. */
class PictureStreamEndTest extends PictureStreamFixture {
  @Test
  void sequenceNumbersAndTimesIncrease() throws IOException {
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
  void aStreamWithoutPicturesFails(String repeated) {
    Endless endless = new Endless(repeated.getBytes(ISO_8859_1));

    assertThatThrownBy(() -> new PictureStream(endless, bench.frames()).read())
        .hasMessage("what it sends is not a series of JPEG pictures");
    assertThat(endless.taken).isLessThan(2_000_000);
  }

  @Test
  void anEndlessPictureFailsAtTheSizeLimit() {
    byte[] head = Arrays.copyOf(THREE, THREE.length / 2);
    InputStream endless =
        new java.io.SequenceInputStream(new ByteArrayInputStream(head), new Endless(new byte[1]));

    assertThatThrownBy(() -> new PictureStream(endless, bench.frames()).read())
        .hasMessage("it sends a picture of more than 32 MB");
  }

  @Test
  void aStreamOfOnlyBrokenPicturesFails() {
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
  void garbageFailsWithASentence() {
    for (int seed = 0; seed < 300; seed++) {
      byte[] garbage = new byte[20_000];
      new Random(seed).nextBytes(garbage);
      assertThatThrownBy(
              () -> new PictureStream(new ByteArrayInputStream(garbage), bench.frames()).read())
          .isInstanceOf(IOException.class);
    }
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
