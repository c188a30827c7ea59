package io.zoetrope.ffmpeg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.FrameBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MpjpegReaderTest {
  private static final byte[] FIRST = "one\r\n\r\n--ffmpeg\r\n".getBytes(ISO_8859_1);
  private static final byte[] SECOND = new byte[200_000];

  static {
    new Random(1).nextBytes(SECOND);
  }

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void readsPartsAsFfmpegWritesThem() throws IOException {
    MpjpegReader reader = new MpjpegReader(stream(part(FIRST), part(SECOND)));

    assertThat(next(reader)).isEqualTo(FIRST);
    assertThat(next(reader)).isEqualTo(SECOND);
    assertThatThrownBy(() -> next(reader)).isInstanceOf(EOFException.class);
  }

  @Test
  void itDoesNotMatterInWhichPiecesTheBytesCome() throws IOException {
    MpjpegReader reader = new MpjpegReader(byteByByte(stream(part(FIRST), part(SECOND))));

    assertThat(next(reader)).isEqualTo(FIRST);
    assertThat(next(reader)).isEqualTo(SECOND);
  }

  @Test
  void namesOfHeadersMayBeWrittenInAnyCaseAndLinesMayEndInOneByte() throws IOException {
    MpjpegReader reader =
        new MpjpegReader(stream(bytes("--x\nCONTENT-LENGTH:3\nX-Other: y\n\nabc\n"), part(FIRST)));

    assertThat(next(reader)).isEqualTo(bytes("abc"));
    assertThat(next(reader)).isEqualTo(FIRST);
  }

  @Test
  void anEmptyPartIsEmpty() throws IOException {
    assertThat(next(new MpjpegReader(stream(part(new byte[0]))))).isEmpty();
  }

  @Test
  void anEndWithinAPictureIsAnEndAndNotAPicture() {
    byte[] whole = part(SECOND);

    assertThatThrownBy(
            () -> next(new MpjpegReader(new ByteArrayInputStream(whole, 0, whole.length - 1000))))
        .isInstanceOf(EOFException.class)
        .hasMessage("the stream ended within a picture");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 30, 45, 60})
  void anEndWithinAHeaderIsAnEnd(int length) {
    assertThatThrownBy(
            () -> next(new MpjpegReader(new ByteArrayInputStream(part(FIRST), 0, length))))
        .isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4294967296", "67108865", "-1", "-2147483648", "", "many", "1e3", "12 34", "0x10"})
  void aLengthThatCannotBeIsRefusedBeforeAnythingIsAllocated(String length) {
    MpjpegReader reader = new MpjpegReader(stream(bytes("Content-length: " + length + "\r\n\r\n")));

    assertThatThrownBy(() -> next(reader))
        .isInstanceOf(IOException.class)
        .hasMessage("a picture claims to be '%s' bytes long".formatted(length));
  }

  @Test
  void aPartWithoutLengthIsRefused() {
    InputStream parts = stream(bytes("--x\r\nContent-type: image/jpeg\r\n\r\n"), SECOND);

    assertThatThrownBy(() -> next(new MpjpegReader(parts)))
        .isInstanceOf(IOException.class)
        .hasMessage("what comes through the pipe is not a series of pictures");
  }

  @Test
  void aLineWithoutEndIsGivenUpSoon() {
    Endless stream = new Endless("x");

    assertThatThrownBy(() -> next(new MpjpegReader(stream)))
        .isInstanceOf(IOException.class)
        .hasMessage("what comes through the pipe is not a series of pictures");
    assertThat(stream.taken).isLessThan(100_000);
  }

  @Test
  void aHeaderWithoutEndIsGivenUpSoon() {
    Endless stream = new Endless("X-Header: and another one\r\n");

    assertThatThrownBy(() -> next(new MpjpegReader(stream)))
        .isInstanceOf(IOException.class)
        .hasMessage("what comes through the pipe is not a series of pictures");
    assertThat(stream.taken).isLessThan(100_000);
  }

  @Test
  void lengthsOverAndOverAreAHeaderWithoutEndToo() {
    Endless stream = new Endless("Content-length: 60000000\r\n");

    assertThatThrownBy(() -> next(new MpjpegReader(stream))).isInstanceOf(IOException.class);
    assertThat(stream.taken).isLessThan(100_000);
  }

  @Test
  void garbageIsRefusedWhateverItIs() {
    for (int seed = 0; seed < 200; seed++) {
      byte[] garbage = new byte[50_000];
      new Random(seed).nextBytes(garbage);
      assertThatThrownBy(() -> next(new MpjpegReader(new ByteArrayInputStream(garbage))))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFaultOfThePipeIsPassedOn() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThatThrownBy(() -> next(new MpjpegReader(broken))).hasMessage("Stream closed");
  }

  private byte[] next(MpjpegReader reader) throws IOException {
    try (FrameBuilder part = reader.readPart(bench.frames())) {
      return ByteBufUtil.getBytes(part.data());
    }
  }

  private static byte[] part(byte[] picture) {
    byte[] header =
        bytes(
            "--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: %d\r\n\r\n"
                .formatted(picture.length));
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(header);
    part.writeBytes(picture);
    part.writeBytes(bytes("\r\n"));
    return part.toByteArray();
  }

  private static InputStream stream(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return new ByteArrayInputStream(all.toByteArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static InputStream byteByByte(InputStream stream) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return stream.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return stream.read(target, offset, Math.min(1, length));
      }
    };
  }

  private static final class Endless extends InputStream {
    private final byte[] repeated;
    private long taken;

    Endless(String repeated) {
      this.repeated = bytes(repeated);
    }

    @Override
    public int read() {
      return repeated[(int) (taken++ % repeated.length)];
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
