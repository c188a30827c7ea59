package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.zoetrope.core.ingest.BrokenPictureException;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.fuzz.CountingBuffers;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever comes through FFmpeg's pipe, its reader ends and gives every buffer back. */
class MpjpegReaderFuzzTest {
  private static final int MEGABYTE = 1 << 20;

  @FuzzTest(maxDuration = "5s")
  void everyPipeIsReadToItsEnd(byte[] bytes) {
    CountingBuffers buffers = new CountingBuffers();
    FrameFactory frames = buffers.frames();
    MpjpegReader reader = new MpjpegReader(new ByteArrayInputStream(bytes));
    try {
      while (true) {
        try (FrameBuilder part = reader.readPart(frames)) {
          Frame frame = JpegIngest.finish(part);
          assertThat(frame.sizeBytes()).isLessThan(bytes.length + 512);
          frame.release();
        } catch (BrokenPictureException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
        assertThat(buffers.held()).as("bytes that nobody released").isZero();
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    assertThat(buffers.held()).as("bytes that nobody released").isZero();
    assertThat(buffers.largest()).as("largest buffer").isLessThan(5 * MEGABYTE);
  }
}
