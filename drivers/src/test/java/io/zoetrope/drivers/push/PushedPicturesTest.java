package io.zoetrope.drivers.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.Publication.Taken;
import io.zoetrope.core.source.FrameSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which of the pictures that are sent are shown, and for how long. */
final class PushedPicturesTest extends PushPointFixture {
  @Test
  void aPictureSentAloneIsShownForAMinute() throws Exception {
    publishAlone(ONE);
    clock.advance(PictureLifetime.STILL.minusSeconds(1));
    try (FrameSource source = point.open()) {
      assertThat(Pictures.next(source)).isEqualTo(ONE);
      assertThat(source.maxSilence()).isGreaterThan(PictureLifetime.STILL);
      clock.advance(Duration.ofSeconds(1));
      assertThatThrownBy(source::read).hasMessageStartingWith("the last picture is 60 seconds old");
    }
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void eachPictureSentAloneIsShownForAnotherMinute() throws Exception {
    publishAlone(ONE);
    clock.advance(Duration.ofSeconds(50));
    publishAlone(TWO);
    clock.advance(Duration.ofSeconds(50));
    try (FrameSource source = point.open()) {
      assertThat(Pictures.next(source)).isEqualTo(TWO);
    }
  }

  @Test
  void aBrokenPictureInBetweenDoesNoHarm() throws Exception {
    publishAlone(ONE);
    try (Publication publication = point.begin(publisher("a"), "")) {
      assertThatThrownBy(() -> publication.publish(new ByteArrayInputStream(new byte[9]), true))
          .hasMessage("it ended without a single JPEG picture");
    }
    try (FrameSource source = point.open()) {
      assertThat(Pictures.next(source)).isEqualTo(ONE);
    }
  }

  @Test
  void anOldPictureOfASeriesIsNotShownToNewViewers() throws Exception {
    try (Publication publication = point.begin(publisher("a"), "")) {
      publish(publication, ONE);
      clock.advance(PictureLifetime.SERIES.plusNanos(1));
      try (FrameSource source = point.open()) {
        assertThat(source.maxSilence()).isEqualTo(PictureLifetime.SERIES);
        publish(publication, TWO);
        assertThat(Pictures.next(source)).isEqualTo(TWO);
      }
    }
  }

  @Test
  void aBodyThatNeverBecomesAPictureIsEnded() throws Exception {
    InputStream slow =
        new InputStream() {
          @Override
          public int read() {
            clock.advance(Duration.ofSeconds(1));
            return 0;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            bytes[offset] = (byte) read();
            return 1;
          }
        };
    try (Publication publication = point.begin(publisher("a"), "")) {
      assertThatThrownBy(() -> publication.publish(slow, false))
          .hasMessageStartingWith("no whole picture has come for 60 seconds");
    }
  }

  @Test
  void bytesAfterAPictureAreNotPublished() throws Exception {
    byte[] gainMap = Pictures.whole(80, 60, 9);
    byte[] stereo = Pictures.numbered(8);
    try (Publication publication = point.begin(publisher("phone"), "");
        FrameSource source = point.open()) {
      assertThat(publication.publish(body(ONE, stereo, new byte[100_000]), true))
          .as("with a length")
          .isEqualTo(new Taken(1, 0));
      assertThat(Pictures.next(source)).isEqualTo(ONE);
      assertThat(publication.publish(body(TWO, gainMap, new byte[100_000]), false))
          .as("without a length")
          .isEqualTo(new Taken(1, 0));
      assertThat(Pictures.next(source)).isEqualTo(TWO);
      byte[] head = "--b\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(US_ASCII);
      byte[] end = "\r\n--b--\r\n".getBytes(US_ASCII);
      assertThat(publication.publish(body(head, THREE, stereo, end), true))
          .as("in a form")
          .isEqualTo(new Taken(1, 0));
      assertThat(Pictures.next(source)).isEqualTo(THREE);
      publication.publish(Unpooled.wrappedBuffer(ONE, stereo, gainMap));
      assertThat(Pictures.next(source)).as("as a message").isEqualTo(ONE);
    }
  }

  @Test
  void aBodyIsReadToItsEnd() throws Exception {
    try (Publication publication = point.begin(publisher("phone"), "")) {
      InputStream body = body(ONE, new byte[300_000]);

      publication.publish(body, true);

      assertThat(body.available()).isZero();
    }
  }

  private void publishAlone(byte[] picture) throws IOException {
    try (Publication publication = point.begin(publisher("still"), "")) {
      publication.publish(body(picture), true);
    }
  }
}
