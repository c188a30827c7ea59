package io.zoetrope.core.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.fixture.FakeTranscoders;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of a camera's pictures become a rendition's, picture by picture on one thread. */
class CameraWatcherTest {
  private final SettableClock clock = new SettableClock();
  private final FrameFactory frames = CameraSystem.builder().time(clock).open().newFrames();
  private final FakeTranscoders transcoders = new FakeTranscoders();
  private final MediaStream camera = new MediaStream(() -> {}, Runnable::run);
  private final MediaStream rendition = new MediaStream(() -> {}, Runnable::run);
  private final RenditionViewer viewer = new RenditionViewer();
  private final List<CameraWatcher> watchers = new ArrayList<>();

  @AfterEach
  void close() {
    camera.clear();
    watchers.forEach(CameraWatcher::close);
    assertThat(transcoders.openNow()).isZero();
  }

  @Test
  void theRateIsAsAskedFor() {
    watch(RenditionRig.key(0, 10, 0));
    showForSeconds(2, 30);

    assertThat(viewer.seen()).hasSize(20);
    assertThat(viewer.sequences()).startsWith(1L, 4L, 7L, 10L).isSorted();
  }

  @Test
  void theRateIsChosenBeforePicturesAreMade() {
    watch(RenditionRig.key(320, 1, 50));
    showForSeconds(2, 10);

    assertThat(transcoders.made()).containsExactly("1 320x180@50", "11 320x180@50");
    assertThat(viewer.seen()).isEqualTo(transcoders.made());
  }

  @Test
  void aBrokenPictureAmongGoodOnesIsLeftOut() {
    RenditionPictures pictures = watch(RenditionRig.SMALL);
    show("good");
    clock.advance(Duration.ofMillis(999));
    transcoders.fails("it is cut off");
    show("broken");
    assertThat(pictures.fault()).isPresent();
    transcoders.worksAgain();
    show("good again");

    assertThat(viewer.seen()).containsExactly("good 320x180@80", "good again 320x180@80");
    assertThat(pictures.fault()).isEmpty();
  }

  @Test
  void picturesThatStayBrokenAreReportedOnceASecond() {
    transcoders.fails("it is cut off");
    RenditionPictures pictures = watch(RenditionRig.SMALL);
    showForSeconds(3, 10);

    assertThat(viewer.seen()).containsExactly("placeholder", "placeholder", "placeholder");
    assertThat(pictures.fault())
        .hasValueSatisfying(fault -> {
          assertThat(fault.kind()).isEqualTo(RenditionFault.Kind.BROKEN);
          assertThat(fault.message()).contains("it is cut off. Ask without width and quality.");
        });
  }

  @Test
  void aPictureIsRepeatedToABrowserWhileOthersAreLeftOut() {
    List<String> seen = new ArrayList<>();
    rendition.join(
        new Viewer() {
          @Override
          public void show(Frame frame, Subscription through) {
            seen.add(frame.data().toString(StandardCharsets.UTF_8));
            through.ready();
          }

          @Override
          public boolean wantsRepeats() {
            return true;
          }
        },
        Runnable::run);
    watch(RenditionRig.key(0, 0.5, 0));
    showForSeconds(2, 10);
    assertThat(seen).containsExactly("1", "1");
    assertThat(viewer.seen()).containsExactly("1");

    show("the next");
    camera.repeatLatest();
    assertThat(seen).containsExactly("1", "1", "the next", "the next");
  }

  @Test
  void aBrokenPictureOfUnknownSizeHasAPlaceholder() {
    transcoders.fails("it is cut off");
    watch(RenditionRig.key(320, 0, 50));
    show("broken", new Jpeg(0, 0));
    assertThat(viewer.seen()).containsExactly("placeholder");
  }

  private RenditionPictures watch(RenditionKey key) {
    RenditionPictures pictures =
        new RenditionPictures(new CameraName("door"), key, frames, Optional.of(transcoders));
    CameraWatcher watcher =
        new CameraWatcher(key, camera, clock, pictures, Optional.empty(), rendition, () -> {});
    watchers.add(watcher);
    rendition.join(viewer, Runnable::run);
    camera.join(watcher, Runnable::run);
    return pictures;
  }

  /** Shows pictures at an even rate that are named by their numbers. */
  private void showForSeconds(int seconds, int perSecond) {
    for (int n = 1; n <= seconds * perSecond; n++) {
      show(String.valueOf(n));
      clock.advance(Duration.ofSeconds(1).dividedBy(perSecond));
    }
  }

  private void show(String picture) {
    show(picture, new Jpeg(640, 360));
  }

  private void show(String picture, Jpeg format) {
    try (FrameBuilder builder = frames.begin(picture.length())) {
      builder.buffer().writeCharSequence(picture, StandardCharsets.UTF_8);
      Frame frame = builder.finish(format);
      camera.publish(frame);
      frame.release();
    }
  }
}
