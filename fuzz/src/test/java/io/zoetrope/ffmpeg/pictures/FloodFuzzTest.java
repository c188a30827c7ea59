package io.zoetrope.ffmpeg.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.fuzz.CountingBuffers;
import io.zoetrope.fuzz.CutStream;
import java.io.IOException;

/** A camera that never stops sending, whatever it sends, costs the memory of one picture. */
class FloodFuzzTest {
  private static final int MEGABYTE = 1 << 20;

  /** What a picture may need: its own 32 MB, and the step by which its buffer grows. */
  private static final int MOST_HELD = (32 + 4) * MEGABYTE + 4096;

  /** Enough to fill the largest picture, after all that may stand before one, and to go past it. */
  private static final int FLOOD = 40 * MEGABYTE;

  private static final int PICTURES = 10;

  @FuzzTest(maxDuration = "5s")
  void aFloodIsBounded(byte[] repeated) {
    CountingBuffers buffers = new CountingBuffers();
    CutStream in = new CutStream(repeated, FLOOD, 2);
    PictureStream pictures = new PictureStream(in, buffers.frames());
    try {
      for (int i = 0; i < PICTURES; i++) {
        Frame frame = pictures.read();
        frame.release();
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    assertThat(buffers.held()).as("bytes that nobody released").isZero();
    assertThat(buffers.largest()).as("largest buffer").isLessThanOrEqualTo(MOST_HELD);
  }
}
