package io.zoetrope.ffmpeg.nut;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** What it writes is read again; that FFmpeg reads it too is shown where FFmpeg decodes. */
class NutWriterTest {
  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] setup = new byte[5000]; // So long that its header has a checksum of its own.
    setup[4999] = 1;
    NutWriter writer = new NutWriter(out, "H264", setup, 1280, 720);
    long[] ticks = {0, 1, 127, 128, 16_383, 16_384, 40_000_001, Long.MAX_VALUE / 5000};
    for (int n = 0; n < ticks.length; n++) {
      writer.write(ticks[n], n == 0, Unpooled.wrappedBuffer(new byte[n * 70_000]));
    }

    NutReader reader =
        NutReader.open(new BufferedBytes(new ByteArrayInputStream(out.toByteArray())));
    NutStream stream = reader.streams().getFirst();
    assertThat(stream.tag()).isEqualTo("H264");
    assertThat(stream.setup().toBytes()).isEqualTo(setup);
    assertThat(stream.width()).isEqualTo(1280);
    assertThat(stream.height()).isEqualTo(720);
    ByteBuf data = Unpooled.buffer();
    for (int n = 0; n < ticks.length; n++) {
      NutPacket packet = reader.next();
      assertThat(packet.presentationNanos()).isEqualTo(ticks[n] * 1000);
      assertThat(packet.keyFrame()).isEqualTo(n == 0);
      data.clear();
      reader.take(data);
      assertThat(data.readableBytes()).isEqualTo(n * 70_000);
    }
  }
}
