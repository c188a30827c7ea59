package io.zoetrope.drivers.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.Publication.Taken;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What lies between those who publish and the camera that is open or not. */
final class PushPointTest extends PushPointFixture {
  @Test
  void withoutAPublisherTheFailureSaysHowToPublish() {
    assertThatThrownBy(point::open)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "nobody publishes to this camera: open /publish/phone on a phone, or send pictures to"
                + " /cameras/phone/publish");
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
  void picturesThatNobodyWatchesAreNotCountedAsDropped() throws Exception {
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
      assertThat(next.get(1, TimeUnit.MINUTES)).isEqualTo(TWO);
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
  void aNewPublisherTakesOverIfAllowed() throws Exception {
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
  void aPublisherIsNotifiedWhenTheCameraOpensAndCloses() throws Exception {
    try (Publication publication = point.begin(publisher("a"), "")) {
      FrameSource source = point.open();
      assertThat(publication.watched()).isTrue();
      source.close();
      assertThat(publication.watched()).isFalse();
      assertThat(told).containsExactly("a: watched changed", "a: watched changed");
    }
  }

  @Test
  void aPublisherAndItsPicturesMakeTheCameraOpenAtOnce() throws Exception {
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
