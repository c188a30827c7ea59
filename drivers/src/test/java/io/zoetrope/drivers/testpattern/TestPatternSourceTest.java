package io.zoetrope.drivers.testpattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.FrameSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestPatternSourceTest {
  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({"16,16", "17,4096", "320,180", "1281,719", "4096,2160"})
  void picturesAreWholeAndOfTheSizeAskedFor(int width, int height) throws Exception {
    try (FrameSource source = open("test:?size=%dx%d&fps=100".formatted(width, height))) {
      Frame frame = source.read();
      assertThat(frame.format()).isEqualTo(new Jpeg(width, height));
      BufferedImage picture = Pictures.decoded(Pictures.bytesOf(frame));
      assertThat(picture.getWidth()).isEqualTo(width);
      assertThat(picture.getHeight()).isEqualTo(height);
    }
  }

  @Test
  void withoutOptionsPicturesHave720Lines() throws Exception {
    try (FrameSource source = open("test:")) {
      Frame frame = source.read();
      assertThat(frame.format()).isEqualTo(new Jpeg(1280, 720));
      frame.release();
    }
  }

  @Test
  void everyPictureDiffersFromTheOneBefore() throws Exception {
    try (FrameSource source = open("test:?size=320x180&fps=100")) {
      byte[] last = Pictures.next(source);
      for (int i = 0; i < 20; i++) {
        byte[] next = Pictures.next(source);
        assertThat(next).isNotEqualTo(last);
        last = next;
      }
    }
  }

  @Test
  void sequenceNumbersAndTimesIncrease() throws Exception {
    try (FrameSource source = open("test:?size=64x64&fps=100")) {
      Frame first = source.read();
      Frame second = source.read();
      assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
      assertThat(second.capturedNanos()).isGreaterThan(first.capturedNanos());
      first.release();
      second.release();
    }
  }

  @Test
  void aSlowPatternMayBeSilentForLonger() throws Exception {
    try (FrameSource source = open("test:?fps=0.05")) {
      assertThat(source.maxSilence()).isEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void nothingIsShownAfterTheClose() throws Exception {
    FrameSource source = open("test:");
    source.close();
    source.close();

    assertThatThrownBy(source::read)
        .isInstanceOf(IOException.class)
        .hasMessage("the source was closed");
  }

  private FrameSource open(String uri) throws Exception {
    return bench.open(new TestPatternDriver(), uri);
  }
}
