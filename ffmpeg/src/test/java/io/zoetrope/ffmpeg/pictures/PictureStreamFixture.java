package io.zoetrope.ffmpeg.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AfterEach;

/**
 * What the tests of PictureStreamTest and PictureStreamEndTest and DamagedPictureStreamTest share.
 */
abstract class PictureStreamFixture {
  static final byte[] ONE = Pictures.numbered(1);
  static final byte[] TWO = Pictures.numbered(2);
  static final byte[] THREE = Pictures.whole(640, 480, 3);
  static final byte[] GAIN_MAP = Pictures.whole(80, 60, 4);
  final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  void assertThatItReads(InputStream stream, byte[]... expected) throws IOException {
    assertThatItReads(new PictureStream(stream, bench.frames()), expected);
  }

  static void assertThatItReads(PictureStream pictures, byte[]... expected) throws IOException {
    for (byte[] picture : expected) {
      assertThat(Pictures.bytesOf(pictures.read())).isEqualTo(picture);
    }
    assertThatThrownBy(pictures::read).isInstanceOf(EOFException.class);
  }

  static byte[] series(String between, byte[]... pictures) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] picture : pictures) {
      all.writeBytes(between.replace("#", String.valueOf(picture.length)).getBytes(ISO_8859_1));
      all.writeBytes(picture);
      all.writeBytes(between.isEmpty() ? new byte[0] : "\r\n".getBytes(ISO_8859_1));
    }
    return all.toByteArray();
  }

  static byte[] concat(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }
}
