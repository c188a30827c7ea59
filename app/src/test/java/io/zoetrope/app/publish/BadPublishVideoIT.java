package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.ffmpeg.fixture.EncodedFiles;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishers of video that are cut, fall silent or send something else. */
final class BadPublishVideoIT extends PublishBodyFixture {
  private static final List<String> PICTURES =
      List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=2");

  @TempDir private Path folder;
  private byte[] video = {};

  @BeforeEach
  void encode() throws Exception {
    video =
        Files.readAllBytes(
            new EncodedFiles(folder)
                .encoded("v.flv", PICTURES, "libx264", "-bf 0 -g 10", "-f", "flv"));
  }

  @Test
  void aPublisherOfVideoThatVanishesMakesRoomForAnother() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        Subscription _ = rig.camera().stream().join(new Idler(), Runnable::run)) {
      RawClient client = begin(rig, "");
      chunk(client, Arrays.copyOf(video, video.length - 1000));
      PublishRig.until(rig::live);

      client.reset();

      PublishRig.until(() -> !rig.live());
      PublishRig.until(() -> put(rig, PublishRig.picture(3)).status() == 200);
    }
  }

  @Test
  void aPublisherOfVideoThatIsSilentIsAnsweredAndMakesRoom() throws Exception {
    Timeouts hasty = Timeouts.STANDARD.withSilentPublisher(Duration.ofSeconds(2));
    try (PublishRig rig = PublishRig.serving(hasty);
        RawClient client = begin(rig, "")) {
      chunk(client, video);
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.errorMessage()).contains("has sent nothing for 2.0 s");
      assertThat(put(rig, PublishRig.picture(2)).status()).isEqualTo(200);
    }
  }

  @Test
  void garbageThatBeginsLikeVideoIsRefusedWhileItArrives() throws Exception {
    byte[] garbage = new byte[64 * 1024];
    System.arraycopy(video, 0, garbage, 0, 13);
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = begin(rig, "")) {
      chunk(client, garbage);
      client.send("0\r\n\r\n");
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.errorMessage()).startsWith("This cannot be published: ");
      assertThat(put(rig, PublishRig.picture(2)).status()).isEqualTo(200);
    }
  }

  @Test
  void aPublisherOfVideoIsReplacedIfThatIsAllowed() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:?takeover=true");
        RawClient first = begin(rig, "");
        Subscription _ = rig.camera().stream().join(new Idler(), Runnable::run)) {
      chunk(first, video);
      PublishRig.until(rig::live);
      assertThat(put(rig, PublishRig.picture(2)).status()).isEqualTo(200);
      Answer answer = first.readAnswer();
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.errorCode()).isEqualTo("taken_over");
    }
  }

  /** Keeps the camera open. */
  private record Idler() implements Viewer {
    @Override
    public void show(Frame frame, Subscription subscription) {
      subscription.ready();
    }
  }
}
