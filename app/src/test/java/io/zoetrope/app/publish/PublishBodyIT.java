package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Publishing by POST and PUT: who may, what is accepted, and what hostile clients get. */
final class PublishBodyIT extends PublishBodyFixture {
  @Test
  void picturesAreShownAsTheyArrive() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient publisher = begin(rig, "")) {
      chunk(publisher, PublishRig.picture(1));
      PublishRig.until(() -> rig.bytesInUse() > 0);
      StreamClient viewer = rig.watch();
      assertThat(viewer.nextPart().picture()).isEqualTo(PublishRig.picture(1));
      for (int n = 2; n <= 20; n++) {
        chunk(publisher, PublishRig.picture(n));
        assertThat(viewer.nextPart().picture()).isEqualTo(PublishRig.picture(n));
      }
      publisher.send("0\r\n\r\n");
      Answer answer = publisher.readAnswer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("{\"pictures\":20,\"dropped\":0}");
    }
  }

  @Test
  void theFirstViewerSeesAPictureSentEarlier() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:")) {
      assertThat(put(rig, PublishRig.picture(3)).status()).isEqualTo(200);
      assertThat(put(rig, PublishRig.picture(4)).status()).isEqualTo(200);
      try (StreamClient viewer = rig.watch()) {
        assertThat(viewer.nextPart().picture()).isEqualTo(PublishRig.picture(4));
        put(rig, PublishRig.picture(5));
        assertThat(viewer.nextPart().picture()).isEqualTo(PublishRig.picture(5));
      }
      try (StreamClient later = rig.watch()) {
        assertThat(later.nextPart().picture()).isEqualTo(PublishRig.picture(5));
      }
    }
  }

  @Test
  void aSecondPublisherIsRefusedBeforeItSendsItsBody() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient first = begin(rig, "");
        RawClient second = rig.connect()) {
      chunk(first, PublishRig.picture(1));
      PublishRig.until(() -> rig.bytesInUse() > 0);
      second.request("PUT", PublishRig.PATH, "Content-Length: 1000000", "Expect: 100-continue");
      Answer answer = second.readAnswer();
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.errorCode()).isEqualTo("busy");
      assertThat(answer.errorMessage()).contains("Somebody else publishes");
    }
  }

  @Test
  void theNewestPublisherTakesOverIfAllowed() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:?takeover=true");
        RawClient first = begin(rig, "")) {
      chunk(first, PublishRig.picture(1));
      PublishRig.until(() -> rig.bytesInUse() > 0);
      assertThat(put(rig, PublishRig.picture(2)).status()).isEqualTo(200);
      Answer answer = first.readAnswer();
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.errorCode()).isEqualTo("taken_over");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', X: y, 401",
    "?key=wrong, X: y, 401",
    "'', Authorization: Bearer wrong, 401",
    "'', Authorization: Basic s3cret, 401",
    "?key=s3cret, X: y, 200",
    "'', Authorization: Bearer s3cret, 200",
    "'', authorization: bearer s3cret, 200",
    "?key=s3cret, Origin: http://evil.example, 403",
    "?key=s3cret, Origin: http://test, 200",
    "?key=s3cret, Origin: http://test:80, 200",
  })
  void publishingNeedsTheKey(String query, String header, int status) throws Exception {
    try (PublishRig rig = PublishRig.serving("push:?key=s3cret");
        RawClient client = rig.connect()) {
      byte[] picture = PublishRig.picture(1);
      client
          .request("PUT", PublishRig.PATH + query, "Content-Length: " + picture.length, header)
          .send(picture);
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.text()).doesNotContain("s3cret");
    }
  }
}
