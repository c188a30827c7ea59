package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Publishing by POST and PUT: who is let in, what is taken, and what hostile ones get. */
final class PublishBodyIT {
  private static final Timeouts HASTY =
      Timeouts.STANDARD.withSilentPublisher(Duration.ofMillis(500));

  @Test
  void picturesAreShownAsTheyCome() throws Exception {
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
  void theFirstViewerSeesAPictureSentAloneBefore() throws Exception {
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
  void theNewestTakesOverWhereThatIsAllowed() throws Exception {
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
  void onlyWhoHasTheKeyPublishes(String query, String header, int status) throws Exception {
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

  @Test
  void whatIsNoSeriesOfPicturesIsRefusedWhileItComes() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = begin(rig, "")) {
      flood(client, new byte[64 * 1024], 40);
      assertThat(rig.bytesInUse()).isLessThan(2_000_000);
      assertThat(client.readAnswer().errorMessage()).contains("no series of JPEG pictures");
    }
  }

  @Test
  void endlessHeadersOfAPartAreRefused() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = begin(rig, "Content-Type: multipart/x-mixed-replace;boundary=b")) {
      chunk(client, "--b\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] header =
          ("X-Header: " + "a".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      flood(client, header, 2_000);
      assertThat(client.readAnswer().status()).isEqualTo(400);
    }
  }

  @Test
  void aPictureThatNeverEndsIsRefused() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = begin(rig, "")) {
      byte[] picture = PublishRig.picture(1);
      chunk(client, Arrays.copyOf(picture, picture.length - 2));
      flood(client, new byte[64 * 1024], 600);
      assertThat(client.readAnswer().errorMessage()).contains("more than 32 MB");
    }
  }

  @Test
  void aPublisherThatFallsSilentMakesRoom() throws Exception {
    try (PublishRig rig = PublishRig.serving(HASTY);
        RawClient client = begin(rig, "")) {
      chunk(client, PublishRig.picture(1));
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.errorMessage()).contains("has sent nothing for 0.5 s");
      assertThat(put(rig, PublishRig.picture(2)).status()).isEqualTo(200);
    }
  }

  @Test
  void aPublisherThatIsGoneInMidPictureMakesRoom() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        StreamClient viewer = rig.watch()) {
      RawClient client = begin(rig, "");
      chunk(client, PublishRig.picture(1));
      PublishRig.until(rig::live);
      byte[] half = Arrays.copyOf(PublishRig.picture(2), 1000);
      chunk(client, half);
      client.reset();
      PublishRig.until(() -> !rig.live());
      assertThat(put(rig, PublishRig.picture(3)).status()).isEqualTo(200);
      PublishRig.until(rig::live);
      assertThat(viewer.nextPart().picture()).isNotEmpty();
    }
  }

  @Test
  void aFastPublisherFillsNoMemory() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = begin(rig, "")) {
      byte[] picture = PublishRig.picture(1);
      for (int n = 0; n < 20_000; n++) {
        chunk(client, picture);
        if (n % 1000 == 0) {
          assertThat(rig.bytesInUse()).isLessThan(2_000_000);
        }
      }
      client.send("0\r\n\r\n");
      assertThat(client.readAnswer().text()).startsWith("{\"pictures\":20000,");
    }
  }

  @Test
  void aHundredRoundsLeaveNothingBehind() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:")) {
      round(rig, 0);
      long descriptors = descriptors();
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      for (int n = 1; n <= 100; n++) {
        round(rig, n);
      }
      PublishRig.until(() -> descriptors() <= descriptors + 2);
      PublishRig.until(() -> ManagementFactory.getThreadMXBean().getThreadCount() <= threads + 4);
      assertThat(put(rig, PublishRig.picture(1)).status()).isEqualTo(200);
    }
  }

  /** A publisher and its viewer come and go, the publisher in one way or the other. */
  private static void round(PublishRig rig, int n) throws Exception {
    try (RawClient publisher = begin(rig, "")) {
      chunk(publisher, PublishRig.picture(n));
      chunk(publisher, PublishRig.picture(n + 1));
      try (StreamClient viewer = rig.watch()) {
        assertThat(viewer.nextPart().picture()).isNotEmpty();
      }
      if (n % 2 == 0) {
        chunk(publisher, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
        publisher.reset();
      } else {
        publisher.send("0\r\n\r\n").readAnswer();
      }
    }
    PublishRig.until(() -> put(rig, PublishRig.picture(n)).status() == 200);
  }

  private static long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawClient begin(PublishRig rig, String header) throws IOException {
    RawClient client = rig.connect();
    return client.request(
        "POST",
        PublishRig.PATH,
        "Transfer-Encoding: chunked",
        header.isEmpty() ? "X-Nothing: else" : header);
  }

  private static Answer put(PublishRig rig, byte[] picture) throws IOException {
    try (RawClient client = rig.connect()) {
      return client
          .request("PUT", PublishRig.PATH, "Content-Length: " + picture.length)
          .send(picture)
          .readAnswer();
    }
  }

  private static void chunk(RawClient client, byte[] bytes) throws IOException {
    byte[] size =
        (Integer.toHexString(bytes.length).toUpperCase(Locale.ROOT) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[size.length + bytes.length + 2];
    System.arraycopy(size, 0, all, 0, size.length);
    System.arraycopy(bytes, 0, all, size.length, bytes.length);
    all[all.length - 2] = '\r';
    all[all.length - 1] = '\n';
    client.send(all);
  }

  /** Sends this over and over, as far as somebody takes it, and never comes to an end. */
  private static void flood(RawClient client, byte[] bytes, int most) {
    try {
      for (int n = 0; n < most; n++) {
        chunk(client, bytes);
      }
    } catch (IOException refused) {
      // The server had seen enough.
    }
  }
}
