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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bodies that are malformed, never end or fall silent, and publishers that are too fast. */
final class BadPublishBodyIT extends PublishBodyFixture {
  private static final Timeouts HASTY =
      Timeouts.STANDARD.withSilentPublisher(Duration.ofMillis(500));

  @Test
  void aBodyThatIsNotPicturesIsRefusedWhileItArrives() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = begin(rig, "")) {
      flood(client, new byte[64 * 1024], 40);
      assertThat(rig.bytesInUse()).isLessThan(2_000_000);
      assertThat(client.readAnswer().errorMessage()).contains("is not a series of JPEG pictures");
    }
  }

  @Test
  void aPartWithEndlessHeadersIsRefused() throws Exception {
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
  void aSilentPublisherMakesRoomForAnother() throws Exception {
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
  void aPublisherThatVanishesInMidPictureMakesRoomForAnother() throws Exception {
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
  void aFastPublisherDoesNotFillTheMemory() throws Exception {
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

  /** A publisher and its viewer come and go; the publisher leaves in one of two ways. */
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

  /** Sends this over and over, as long as it is received, and never ends. */
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
