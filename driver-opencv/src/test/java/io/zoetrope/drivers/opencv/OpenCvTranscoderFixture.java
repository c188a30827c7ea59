package io.zoetrope.drivers.opencv;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.Transcoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of OpenCvTranscoderTest and OpenCvRefusalsTest share. */
abstract class OpenCvTranscoderFixture {
  final DriverBench bench = new DriverBench();
  Transcoder transcoder;

  @BeforeEach
  void open() throws IOException {
    transcoder = new OpenCvTranscoderProvider().open();
  }

  @AfterEach
  void close() {
    transcoder.close();
    bench.close();
  }

  Frame transcode(byte[] jpeg, int width, int height, TranscodeSettings settings)
      throws IOException {
    Frame original = bench.frame(jpeg, width, height);
    try {
      return transcoder.transcode(original, settings, bench.frames());
    } finally {
      original.release();
    }
  }

  byte[] bytes(byte[] jpeg, int width, int height, TranscodeSettings settings) throws IOException {
    return Pictures.bytesOf(transcode(jpeg, width, height, settings));
  }

  BufferedImage decoded(byte[] jpeg, int width, int height, TranscodeSettings settings)
      throws IOException {
    return Pictures.decoded(bytes(jpeg, width, height, settings));
  }

  static TranscodeSettings to(int maxWidth) {
    return new TranscodeSettings(OptionalInt.of(maxWidth), 90, Optional.empty());
  }
}
