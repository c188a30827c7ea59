package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.RawServer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras whose answers are single pictures, of all kinds, and what cameras put behind them. */
class HttpStillsIT extends HttpStillsFixture {
  private static final byte[] PICTURE = Pictures.whole(320, 240, 1);
  private static final byte[] GAIN_MAP = Pictures.whole(80, 60, 2);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bytesAfterAPictureInAResponseAreDropped(boolean measured) throws Exception {
    byte[] video = new byte[2_000_000];
    byte[] answer = concat(PICTURE, GAIN_MAP, video);
    try (RawServer camera = new RawServer(out -> answer(out, "image/jpeg", measured, answer));
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap.jpg#fps=20"))) {
      for (int i = 0; i < 4; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
    }
  }

  @Test
  void twoPicturesInAResponseWithContentLengthAreOne() throws Exception {
    byte[] stereo = concat(PICTURE, Pictures.whole(320, 240, 2));
    try (RawServer camera = new RawServer(out -> answer(out, "image/jpeg", true, stereo));
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap.jpg#fps=20"))) {
      for (int i = 0; i < 3; i++) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
    }
  }

  @Test
  void aMissingEndMarkerIsAdded() throws Exception {
    byte[] endless = Arrays.copyOf(PICTURE, PICTURE.length - 2);
    for (boolean measured : new boolean[] {true, false}) {
      try (RawServer camera = new RawServer(out -> answer(out, "image/jpeg", measured, endless));
          FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap.jpg#fps=20"))) {
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
        assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      }
    }
  }

  @Test
  void aResponseLongerThanAnnouncedIsNotShownInPart() throws Exception {
    try (RawServer camera =
            new RawServer(out -> {
              answer(out, "image/jpeg", PICTURE.length / 2L, PICTURE);
            });
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap.jpg"))) {
      assertThatThrownBy(source::read).hasMessage("the stream ended within a picture");
    }
  }

  @Test
  void aResponseShorterThanAnnouncedIsShownAtOnce() throws Exception {
    try (RawServer camera =
            new RawServer(out -> {
              answer(out, "image/jpeg", Integer.MAX_VALUE * 4L, PICTURE);
            });
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap.jpg#fps=20"))) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
  }

  @Test
  void aRotatedPictureHasItsDisplayedSize() throws Exception {
    byte[] turned = Pictures.toBeTurned(PICTURE, 6);
    try (RawServer camera = new RawServer(out -> answer(out, "image/jpeg", true, turned));
        FrameSource source = bench.open(new HttpDriver(), camera.uri("/snap.jpg"))) {
      Frame frame = source.read();

      assertThat(frame.videoFormat().width()).isEqualTo(240);
      assertThat(frame.videoFormat().height()).isEqualTo(320);
      assertThat(Pictures.bytesOf(frame)).isEqualTo(turned);
      assertThat(source.description()).isEqualTo("mjpeg 240x320");
    }
  }

  private static byte[] concat(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }
}
