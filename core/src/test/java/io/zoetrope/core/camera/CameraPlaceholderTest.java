package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.FrameSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While a camera fails its viewers stay, and see a picture that says so. */
class CameraPlaceholderTest {
  private final CameraRig rig = new CameraRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void viewersOfACameraThatDoesNotOpenSeeAPlaceholder() throws IOException {
    rig.device.failsToOpen("there is no such device");
    Watcher viewer = rig.joins();
    rig.failure();

    assertThat(viewer.seen).containsExactly("placeholder");
    BufferedImage picture = decode(viewer.lastPlaceholder);
    assertThat(picture.getWidth()).isEqualTo(1280);
    assertThat(picture.getHeight()).isEqualTo(720);
    assertThat(rig.camera.status().viewers()).isEqualTo(1);
  }

  @Test
  void aPlaceholderHasTheSizeOfTheCamerasPictures() throws IOException {
    Watcher viewer = rig.joins();
    rig.shows("one");
    rig.fails("unplugged");

    BufferedImage picture = decode(viewer.lastPlaceholder);
    assertThat(picture.getWidth()).isEqualTo(640);
    assertThat(picture.getHeight()).isEqualTo(360);
  }

  @Test
  void eachFailureHasItsPlaceholder() {
    Watcher viewer = rig.joins();
    rig.fails("unplugged");
    byte[] first = viewer.lastPlaceholder;
    rig.passesUntilNextAttempt();
    rig.fails("still unplugged");

    assertThat(viewer.seen).containsExactly("placeholder", "placeholder");
    assertThat(viewer.lastPlaceholder).isNotEqualTo(first);
  }

  @Test
  void aViewerWhoJoinsMeanwhileSeesThePlaceholderAtOnce() {
    rig.joins();
    rig.fails("unplugged");

    assertThat(rig.joins().seen).containsExactly("placeholder");
  }

  @Test
  void silenceHasAPlaceholder() {
    Watcher viewer = rig.joins();
    rig.shows("one");
    rig.passSeconds(10);

    assertThat(viewer.seen).containsExactly("one", "placeholder");
  }

  @Test
  void thePlaceholderIsNotThoughtToBeTheCamerasPicture() {
    rig.joins();
    rig.fails("unplugged");

    assertThat(rig.camera.status().format()).isEmpty();
  }

  @Test
  void aPlaceholderIsShownOnceMoreToViewersThatWantThat() {
    Watcher webKit = rig.webKitJoins();
    rig.fails("unplugged");
    assertThat(webKit.seen).containsExactly("placeholder");

    rig.passes(Duration.ofMillis(500));
    assertThat(webKit.seen).containsExactly("placeholder", "placeholder");
    rig.passes(Duration.ofMillis(499));
    assertThat(webKit.seen).hasSize(2);
  }

  @Test
  void anIdleCameraHasForgottenItsPlaceholder() {
    Watcher viewer = rig.joins();
    rig.fails("unplugged");
    viewer.leaves();
    rig.passesUntilNextAttempt();
    rig.passSeconds(10);
    assertThat(rig.isIdle()).isTrue();

    assertThat(rig.camera.stream().retainLatest()).isNull();
    assertThat(rig.joins().seen).isEmpty();
  }

  @Test
  void aReasonOfAnyLengthOrNoneCanBePainted() throws IOException {
    Watcher viewer = rig.joins();
    for (String reason :
        new String[] {"", "x".repeat(5000), "ошибка 錯誤 \u0000 \n\t", "a b ".repeat(999)}) {
      rig.fails(reason);
      decode(viewer.lastPlaceholder);
      rig.passesUntilNextAttempt();
    }
    assertThat(viewer.seen).hasSize(4).containsOnly("placeholder");
  }

  @Test
  void aDriverThatDoesNotKnowItsPicturesSizeStillGetsAPlaceholder() throws IOException {
    AtomicReference<CameraRig> itself = new AtomicReference<>();
    CompletableFuture<Watcher> watcher = new CompletableFuture<>();
    FrameSource sizeless =
        new OddSource(() -> {
          CameraRig its = itself.get();
          if (its.latest().isPresent()) {
            watcher.join().awaitSeeing("sizeless");
            throw new IOException("unplugged");
          }
          return frameWithoutSize(its);
        });
    try (CameraRig odd = new CameraRig(() -> sizeless)) {
      itself.set(odd);
      Watcher viewer = odd.joins();
      watcher.complete(viewer);
      odd.failure();

      assertThat(viewer.seen).containsExactly("sizeless", "placeholder");
      assertThat(decode(viewer.lastPlaceholder).getWidth()).isEqualTo(1280);
    }
  }

  private static Frame frameWithoutSize(CameraRig rig) {
    try (FrameBuilder builder = rig.device.frames().begin(16)) {
      builder.buffer().writeBytes("sizeless".getBytes(StandardCharsets.UTF_8));
      return builder.finish(new Jpeg(0, 0));
    }
  }

  private static BufferedImage decode(byte[] jpeg) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(picture).as("a picture that can be decoded").isNotNull();
    return picture;
  }
}
