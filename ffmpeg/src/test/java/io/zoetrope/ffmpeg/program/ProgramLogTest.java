package io.zoetrope.ffmpeg.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProgramLogTest {
  private final LastLines lines = new LastLines(10);

  @Test
  void anEndlessLineIsReadButNotKept() {
    Flood flood = new Flood(20_000_000);

    lines.readAll(flood);

    assertThat(flood.left).isZero();
    assertThat(lines.get()).hasSize(1).first().asString().hasSizeLessThan(10_000);
  }

  @Test
  void invalidBytesDoNotStopReading() {
    byte[] bytes = "[error] \0\0\0?\n[error] last\n".getBytes(UTF_8);
    bytes[8] = (byte) 0xFF;
    bytes[9] = (byte) 0xC0;

    lines.readAll(new ByteArrayInputStream(bytes));

    assertThat(lines.get()).hasSize(2).endsWith("[error] last");
  }

  @Test
  void theLastLineNeedsNoLineEnd() {
    lines.readAll(new ByteArrayInputStream("one\ntwo".getBytes(UTF_8)));

    assertThat(lines.get()).containsExactly("one", "two");
  }

  private static final class Flood extends InputStream {
    private int left;

    Flood(int bytes) {
      left = bytes;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("bytes are read in numbers");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(length, left);
      Arrays.fill(target, offset, offset + count, (byte) 'x');
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
