package io.zoetrope.drivers.opencv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.media.Frame;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Pictures that are broken or too large. */
class OpenCvRefusalsTest extends OpenCvTranscoderFixture {
  @Test
  void aBrokenPictureIsRefusedAndTheNextOneWorks() throws IOException {
    byte[] whole = Jpegs.quarters(640, 480);
    assertThat(bytes(whole, 640, 480, to(320))).isNotEmpty();

    assertRefused(Arrays.copyOf(whole, whole.length / 2), "truncated: no end-of-image marker");
    assertRefused("no picture at all".getBytes(UTF_8), "not a JPEG");
    assertRefused(Jpegs.withImpossibleTable(whole), "cannot be decoded");

    assertThat(bytes(whole, 640, 480, to(320))).isNotEmpty();
  }

  @Test
  void aPictureThatIsTooLargeIsRefusedBeforeItIsDecoded() throws IOException {
    Frame bomb = bench.frame(Jpegs.quarters(64, 64), 10_000, 10_000);

    assertThatThrownBy(() -> transcoder.transcode(bomb, to(320), bench.frames()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("10000x10000");
    bomb.release();
  }

  @Test
  void aPictureLargerThanAnnouncedIsRefused() throws IOException {
    byte[] jpeg = Jpegs.quarters(64, 64);
    int frameHeader = Jpegs.indexOf(jpeg, 0xC0);
    Arrays.fill(jpeg, frameHeader + 5, frameHeader + 9, (byte) 0x27); // 10,023 both high and wide

    assertRefused(jpeg, "10023x10023");
  }

  @Test
  void theLargestSizeAJpegCanClaimIsRefused() throws IOException {
    byte[] jpeg = Jpegs.quarters(64, 64);
    int frameHeader = Jpegs.indexOf(jpeg, 0xC0);
    Arrays.fill(jpeg, frameHeader + 5, frameHeader + 9, (byte) 0xFF);

    assertRefused(jpeg, "65535x65535");
  }

  private void assertRefused(byte[] jpeg, String reason) {
    Frame frame = bench.frame(jpeg, 64, 64);
    assertThatThrownBy(() -> transcoder.transcode(frame, to(320), bench.frames()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
    frame.release();
  }
}
