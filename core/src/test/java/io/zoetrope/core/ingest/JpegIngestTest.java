package io.zoetrope.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.Jpeg;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JpegIngestTest {
  private static final byte[] PICTURE = Pictures.whole(320, 180, 1);

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void aWholePictureGoesThroughUnchanged() throws IOException {
    Frame frame = take(PICTURE);

    assertThat(frame.format()).isEqualTo(new Jpeg(320, 180));
    assertThat(frame.keyFrame()).isTrue();
    assertThat(Pictures.bytesOf(frame)).isEqualTo(PICTURE);
  }

  @Test
  void thePaddingOfWebcamsIsCutOff() throws IOException {
    assertThat(Pictures.bytesOf(take(Pictures.padded(PICTURE, 100_000)))).isEqualTo(PICTURE);
  }

  @Test
  void missingHuffmanTablesArePutInSoThatEveryDecoderReadsIt() throws IOException {
    byte[] taken = Pictures.bytesOf(take(Pictures.withoutHuffmanTables(PICTURE)));

    assertThat(Pictures.decoded(taken).getRGB(0, 0, 320, 180, null, 0, 320))
        .isEqualTo(Pictures.decoded(PICTURE).getRGB(0, 0, 320, 180, null, 0, 320));
  }

  @Test
  void theLargestSizeThatAJpegCanClaimIsRefused() {
    assertThatThrownBy(() -> take(Pictures.withSize(PICTURE, 65_535, 65_535)))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessage("declares 65535x65535 pixels; a side is 1 to 16384");
  }

  @Test
  void aPictureWithBothFaultsIsRepaired() throws IOException {
    byte[] faulty = Pictures.padded(Pictures.withoutHuffmanTables(PICTURE), 4000);

    byte[] taken = Pictures.bytesOf(take(faulty));

    assertThat(taken).hasSize(PICTURE.length).endsWith(0xFF, 0xD9);
    assertThat(Pictures.decoded(taken).getWidth()).isEqualTo(320);
  }

  @Test
  void whatFollowsThePictureIsCutOff() throws IOException {
    byte[] trailer = new byte[200_000];
    new Random(3).nextBytes(trailer);
    ByteArrayOutputStream motion = new ByteArrayOutputStream();
    motion.writeBytes(PICTURE);
    motion.writeBytes(Pictures.whole(80, 60, 2));
    motion.writeBytes(trailer);

    assertThat(Pictures.bytesOf(take(motion.toByteArray()))).isEqualTo(PICTURE);
  }

  @Test
  void aMissingEndMarkerIsPutIn() throws IOException {
    for (int missing = 1; missing <= 2; missing++) {
      byte[] endless = Arrays.copyOf(PICTURE, PICTURE.length - missing);
      byte[] bare = Pictures.withoutHuffmanTables(endless);

      assertThat(Pictures.bytesOf(take(endless))).isEqualTo(PICTURE);
      assertThat(Pictures.bytesOf(take(bare))).endsWith(0xFF, 0xD9).hasSize(PICTURE.length);
    }
  }

  @Test
  void aTruncatedPictureIsRefused() {
    assertThatThrownBy(() -> take(Pictures.truncated(PICTURE)))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessage("truncated: no end-of-image marker");
  }

  @Test
  void whateverItIsCutToIsEitherAPictureOrRefused() {
    for (int length = 0; length < PICTURE.length - 2; length += 7) {
      byte[] cut = Arrays.copyOf(PICTURE, length);
      assertThatThrownBy(() -> take(cut)).isInstanceOf(BrokenPictureException.class);
    }
  }

  @Test
  void whatIsNotAJpegIsRefused() {
    assertThatThrownBy(() -> take("<html>Log in first</html>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessage("not a JPEG: starts with 3C 68 74");
  }

  @Test
  void flippedBytesNeverBreakMoreThanThePicture() {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = PICTURE.clone();
      for (int i = 0; i < 5; i++) {
        damaged[random.nextInt(Math.min(700, damaged.length))] = (byte) random.nextInt();
      }
      try {
        take(damaged).release();
      } catch (BrokenPictureException e) {
        assertThat(e).hasMessageMatching("[\\p{Print}]{4,}");
      }
    }
  }

  @Test
  void aRefusedPictureUsesUpNoNumber() throws IOException {
    long before = numberOf(take(PICTURE));
    assertThatThrownBy(() -> take(new byte[10])).isInstanceOf(BrokenPictureException.class);

    assertThat(numberOf(take(PICTURE))).isEqualTo(before + 1);
  }

  private Frame take(byte[] bytes) throws BrokenPictureException {
    try (FrameBuilder builder = bench.frames().begin(16)) {
      builder.buffer().writeBytes(bytes);
      return JpegIngest.finish(builder);
    }
  }

  private static long numberOf(Frame frame) {
    frame.release();
    return frame.sequence();
  }
}
