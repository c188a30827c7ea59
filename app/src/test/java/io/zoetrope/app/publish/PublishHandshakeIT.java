package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishers without permission are refused before the WebSocket opens. */
final class PublishHandshakeIT {

  @Test
  void aSecondPublisherIsRefusedAndLetInWhenTheFirstHasLeft() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient first = PublishRig.upgrade(rig.connect(), "")) {
      assertThat(first.readHead()).contains(" 101 ");
      try (RawClient second = PublishRig.upgrade(rig.connect(), "")) {
        Answer answer = second.readAnswer();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.errorCode()).isEqualTo("busy");
      }

      first.reset();

      PublishRig.until(() -> {
        try (RawClient third = PublishRig.upgrade(rig.connect(), "")) {
          return third.readHead().contains(" 101 ");
        }
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?key=", "?key=s3cre", "?key=s3crets"})
  void publishingWithoutTheKeyIsRefused(String query) throws Exception {
    try (PublishRig rig = PublishRig.serving("push:?key=s3cret");
        RawClient client = PublishRig.upgrade(rig.connect(), query)) {
      Answer answer = client.readAnswer();

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.errorCode()).isEqualTo("key_needed");
      assertThat(answer.errorMessage()).contains("key").doesNotContain("s3cret");
      assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    }
  }

  @Test
  void publishingWithTheKeyIsAllowed() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:?key=s3cret");
        RawClient client = PublishRig.upgrade(rig.connect(), "?key=s3cret")) {
      assertThat(client.readHead()).contains(" 101 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "http://test:81", "null"})
  void aPageOfAnotherSiteMayNotPublish(String origin) throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = PublishRig.upgrade(rig.connect(), "", "Origin: " + origin)) {
      Answer answer = client.readAnswer();

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.errorCode()).isEqualTo("foreign_origin");
    }
  }

  @Test
  void aFailedHandshakeLeavesRoomForTheNextPublisher() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = rig.connect()) {
      client.get(PublishRig.PATH, "Connection: Upgrade", "Upgrade: websocket");
      assertThat(client.readAnswer().status()).isBetween(400, 499);

      PublishRig.until(() -> {
        try (RawClient next = PublishRig.upgrade(rig.connect(), "")) {
          return next.readHead().contains(" 101 ");
        }
      });
    }
  }

  @Test
  void getSaysWhetherPublishingIsPossibleAndChangesNothing() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:?key=s3cret&takeover=false");
        RawClient publisher = PublishRig.upgrade(rig.connect(), "?key=s3cret")) {
      assertThat(publisher.readHead()).contains(" 101 ");
      assertThat(ask(rig, "?key=s3cret").errorCode()).isEqualTo("busy");
      assertThat(ask(rig, "?key=wrong").errorCode()).isEqualTo("key_needed");

      publisher.reset();

      PublishRig.until(() -> ask(rig, "?key=s3cret").status() == 200);
      assertThat(ask(rig, "?key=s3cret").text()).isEqualTo("{\"free\":true}");
    }
  }

  private static Answer ask(PublishRig rig, String query) throws Exception {
    try (RawClient client = rig.connect()) {
      return client.get(PublishRig.PATH + query).readAnswer();
    }
  }
}
