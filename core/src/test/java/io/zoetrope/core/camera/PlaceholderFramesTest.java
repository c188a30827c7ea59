package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import org.junit.jupiter.api.Test;

class PlaceholderFramesTest {
  private final SettableClock clock = new SettableClock();
  private final CameraSystem system = CameraSystem.builder().time(clock).open();

  @Test
  void aPlaceholderSaysWhatPeopleCallTheCamera() {
    assertThat(painted(new CameraName("door", "Front door")))
        .isEqualTo(painted(new CameraName("Front door")))
        .isNotEqualTo(painted(new CameraName("door")));
  }

  @Test
  void aNameThatCannotBeWrittenIsReplacedByTheId() {
    assertThat(painted(new CameraName("door", "玄関"))).isEqualTo(painted(new CameraName("door")));
  }

  private byte[] painted(CameraName name) {
    Retrying trouble = new Retrying(clock.now(), 1, clock.now(), "it is not there");
    PlaceholderFrames frames = new PlaceholderFrames(name, system.newFrames());
    Frame placeholder = frames.paint(frames.takeNumber(), trouble, null);
    try {
      return ByteBufUtil.getBytes(placeholder.data());
    } finally {
      placeholder.release();
    }
  }
}
