package io.zoetrope.ffmpeg.nut;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import io.zoetrope.fuzz.CountingBuffers;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever comes through FFmpeg's pipe, it ends with a sentence, and nothing is lost. */
class NutFramesFuzzTest {
  private static final int MOST_HELD = NutReader.MOST_BYTES + (4 << 20) + 4096;

  @FuzzTest(maxDuration = "15s")
  void anyPipeEndsWithASentence(byte[] pipe) {
    CountingBuffers buffers = new CountingBuffers();
    try {
      NutFrames frames =
          NutFrames.open(new BufferedBytes(new ByteArrayInputStream(pipe)), buffers.frames());
      for (int n = 0; n < pipe.length + 1; n++) {
        frames.read().release();
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    assertThat(buffers.held()).as("bytes that nobody released").isZero();
    assertThat(buffers.largest()).as("largest buffer").isLessThanOrEqualTo(MOST_HELD);
  }
}
