package io.zoetrope.drivers.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.Publication.Taken;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What lies between those who publish and the camera that is open or not. */
final class PushPointTest {
  private static final byte[] ONE = Pictures.numbered(1);
  private static final byte[] TWO = Pictures.numbered(2);
  private static final byte[] THREE = Pictures.numbered(3);

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final SettableClock clock = new SettableClock();
  private final DriverContext context =
      CameraSystem.builder().time(clock).allocator(allocator).open().context("");
  private final List<String> told = new ArrayList<>();
  private PushPoint point = point("push:");

  @AfterEach
  void everyPictureIsGivenBack() {
    point.close();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void withoutAPublisherItSaysAtOnceHowToBecomeOne() {
    assertThatThrownBy(point::open)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "nobody publishes to this camera: open /publish/phone on a phone, or send pictures to /cameras/phone/publish");
  }

  @Test
  void onlyTheNewestPictureWaitsForTheCameraAndTheOthersAreCounted() throws Exception {
    try (Publication publication = point.begin(publisher("a"), "");
        FrameSource source = point.open()) {
      assertThat(publication.publish(body(ONE, TWO, THREE), false)).isEqualTo(new Taken(3, 2));
      assertThat(Pictures.next(source)).isEqualTo(THREE);
    }
  }

  @Test
  void whatNobodyWatchesIsNotCountedAsDropped() throws Exception {
    try (Publication publication = point.begin(publisher("a"), "")) {
      assertThat(publication.publish(body(ONE, TWO, THREE), false)).isEqualTo(new Taken(3, 0));
      assertThat(publication.watched()).isFalse();
    }
  }

  @Test
  void theCameraWaitsForTheNextPicture() throws Exception {
    try (Publication publication = point.begin(publisher("a"), "");
        FrameSource source = point.open()) {
      publish(publication, ONE);
      assertThat(Pictures.next(source)).isEqualTo(ONE);
      CompletableFuture<byte[]> next = nextOf(source);
      assertThat(next).isNotDone();
      publish(publication, TWO);
      assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(TWO);
    }
  }

  @Test
  void theLastPictureOfAPublisherWhoLeavesIsStillTaken() throws Exception {
    FrameSource source;
    try (Publication publication = point.begin(publisher("a"), "")) {
      source = point.open();
      publish(publication, ONE);
    }
    assertThat(Pictures.next(source)).isEqualTo(ONE);
    assertThatThrownBy(source::read).hasMessageStartingWith("the publisher has left: open");
    source.close();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void aPictureSentAloneStandsForAMinute() throws Exception {
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
  void eachPictureSentAloneStandsForAMinuteAnew() throws Exception {
    publishAlone(ONE);
    clock.advance(Duration.ofSeconds(50));
    publishAlone(TWO);
    clock.advance(Duration.ofSeconds(50));
    try (FrameSource source = point.open()) {
      assertThat(Pictures.next(source)).isEqualTo(TWO);
    }
  }

  @Test
  void aBrokenOneInBetweenDoesNoHarm() throws Exception {
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
  void anOldPictureOfASeriesIsNotShownToWhoComesThen() throws Exception {
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
  void theSecondPublisherIsRefused() throws Exception {
    try (Publication first = point.begin(publisher("a"), "")) {
      assertThatThrownBy(() -> point.begin(publisher("b"), ""))
          .isInstanceOf(PublishingRefusedException.class)
          .hasMessageContaining("Somebody else publishes");
      publish(first, ONE);
    }
    point.begin(publisher("b"), "").close();
  }

  @Test
  void theNewestTakesOverWhereThatIsAllowed() throws Exception {
    point = point("push:?takeover=true");
    try (Publication first = point.begin(publisher("a"), "");
        FrameSource source = point.open();
        Publication second = point.begin(publisher("b"), "")) {
      assertThat(told).containsExactly("a: watched changed", "a: replaced");
      assertThat(first.watched()).isFalse();
      assertThatThrownBy(() -> publish(first, ONE)).hasMessageContaining("taken this camera over");
      publish(second, TWO);
      assertThat(Pictures.next(source)).isEqualTo(TWO);
    }
  }

  @Test
  void aPublisherIsToldWhenTheCameraOpensAndCloses() throws Exception {
    try (Publication publication = point.begin(publisher("a"), "")) {
      FrameSource source = point.open();
      assertThat(publication.watched()).isTrue();
      source.close();
      assertThat(publication.watched()).isFalse();
      assertThat(told).containsExactly("a: watched changed", "a: watched changed");
    }
  }

  @Test
  void theCameraIsHurriedByAPublisherAndByItsPicturesUntilItIsOpen() throws Exception {
    point.whenPublished(() -> told.add("hurry"));
    try (Publication publication = point.begin(publisher("a"), "")) {
      publish(publication, ONE);
      assertThat(told).containsExactly("hurry", "hurry");
      FrameSource source = point.open();
      publish(publication, TWO);
      source.close();
      assertThat(told.stream().filter("hurry"::equals)).hasSize(2);
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

  private PushPoint point(String uri) {
    return (PushPoint) new PushDriver().publishPoint(CameraUri.parse(uri), "phone", context);
  }

  @Test
  void whatFollowsAPictureIsNotPublishedHoweverItIsSent() throws Exception {
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
  void aSenderIsListenedToUntilItsBodyEnds() throws Exception {
    try (Publication publication = point.begin(publisher("phone"), "")) {
      InputStream body = body(ONE, new byte[300_000]);

      publication.publish(body, true);

      assertThat(body.available()).isZero();
    }
  }

  private Publisher publisher(String name) {
    return new Publisher() {
      @Override
      public void watchedChanged() {
        told.add(name + ": watched changed");
      }

      @Override
      public void replaced() {
        told.add(name + ": replaced");
      }
    };
  }

  private void publishAlone(byte[] picture) throws IOException {
    try (Publication publication = point.begin(publisher("still"), "")) {
      publication.publish(body(picture), true);
    }
  }

  private static void publish(Publication publication, byte[] picture) throws IOException {
    publication.publish(Unpooled.wrappedBuffer(picture));
  }

  private static InputStream body(byte[]... pictures) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] picture : pictures) {
      all.writeBytes(picture);
    }
    return new ByteArrayInputStream(all.toByteArray());
  }

  private static CompletableFuture<byte[]> nextOf(FrameSource source) {
    CompletableFuture<byte[]> next = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            next.complete(Pictures.next(source));
          } catch (IOException | InterruptedException e) {
            next.completeExceptionally(e);
          }
        });
    return next;
  }
}
