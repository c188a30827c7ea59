package io.zoetrope.ffmpeg.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.fixture.Pictures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are damaged, or hold others. */
class DamagedPictureStreamTest extends PictureStreamFixture {
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
  void aMissingEndMarkerIsAdded(String between) throws IOException {
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
  void tablesMissingFromWebcamPicturesAreAdded() throws IOException {
    byte[] bare = Pictures.withoutHuffmanTables(ONE);
    PictureStream pictures =
        new PictureStream(new ByteArrayInputStream(concat(bare, TWO)), bench.frames());

    assertThat(Pictures.decoded(Pictures.bytesOf(pictures.read())).getWidth()).isEqualTo(160);
    assertThat(Pictures.bytesOf(pictures.read())).isEqualTo(TWO);
  }

  @Test
  void aTruncatedPictureIsSkippedAndTheNextIsWhole() throws IOException {
    for (String between : new String[] {"--b\r\n\r\n", "--b\r\nContent-Length: #\r\n\r\n"}) {
      byte[] stream = series(between, Pictures.truncated(THREE), ONE, TWO);

      assertThatItReads(new ByteArrayInputStream(stream), ONE, TWO);
    }
  }

  /** The picture with a segment of this code after its start. */
  private static byte[] withSegment(byte[] jpeg, int code, byte[] content) {
    byte[] head = {
      (byte) 0xFF, (byte) code, (byte) ((content.length + 2) >> 8), (byte) (content.length + 2)
    };
    return concat(Arrays.copyOf(jpeg, 2), head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }
}
