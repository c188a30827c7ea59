package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A camera that has no picture: a microphone, or a radio. */
final class SoundOnlyCameraTest {
  private static final Track SOUND = new Track(1, new Opus(2));

  private final CameraRig rig = new CameraRig();
  private final Listener listener = new Listener();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void itIsLiveAsLongAsItIsHeard() {
    rig.device.has(new TrackKinds(false, true));
    rig.join(listener);
    for (int second = 0; second < 30; second++) {
      sounds("at " + second);
      rig.passSeconds(1);
    }

    assertThat(rig.camera.state()).isInstanceOf(Live.class);
    assertThat(rig.camera.status().tracks()).extracting(TrackStatus::track).containsExactly(SOUND);
    assertThat(rig.camera.stream().trackKinds()).contains(new TrackKinds(false, true));
    assertThat(listener.heard).hasSize(31).contains("placeholder", "at 0", "at 29");

    rig.passSeconds(10);
    assertThat(rig.camera.state()).isInstanceOf(Retrying.class);
  }

  @Test
  void whoWantsPicturesSeesThatThereAreNone() {
    rig.device.has(new TrackKinds(false, true));
    Watcher first = rig.joins();
    sounds("a");

    first.awaitSeeing("placeholder");
    rig.joins().awaitSeeing("placeholder");
  }

  @Test
  void aNewListenerHearsWhatComesAndNothingOld() {
    rig.device.has(new TrackKinds(false, true));
    rig.joins();
    sounds("old");
    rig.join(listener);
    sounds("new");

    CameraRig.until(() -> listener.heard.contains("new"));
    assertThat(listener.heard).containsExactly("placeholder", "new");
  }

  @Test
  void soundBeforeTheFirstPictureOfACameraThatHasPicturesIsNotEnough() {
    rig.device.has(new TrackKinds(true, true));
    rig.joins();
    for (int second = 0; second < 9; second++) {
      sounds("at " + second);
      rig.passSeconds(1);
    }
    rig.passSeconds(1);

    assertThat(rig.camera.state()).isInstanceOf(Retrying.class);
  }

  private void sounds(String content) {
    rig.device.shows(content.getBytes(StandardCharsets.UTF_8), SOUND, true);
    CameraRig.until(rig.device::awaitsNext);
  }

  private static final class Listener implements Viewer {
    final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public DeliveryPolicy policy() {
      return new DeliveryPolicy.Queue(1 << 20, Duration.ofMinutes(1));
    }

    @Override
    public void show(Frame frame, Subscription subscription) {
      heard.add(CameraRig.content(frame));
      subscription.ready();
    }
  }
}
