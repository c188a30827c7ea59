package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import org.example.driver.TalkativeDriver;
import org.junit.jupiter.api.Test;

/** Whatever a driver says that others wrote, the secrets of its camera stay here. */
class RedactedDriverTest {
  private static final CameraUri URI = CameraUri.parse("talk://me:hunter2@cam/x?channel=1");
  private static final String SHOWN = "talk://***@cam/x?channel=1";

  @Test
  void itsRefusalsAndFailuresAreMasked() {
    assertThatThrownBy(() -> talkative(URI).check(context()))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage(SHOWN + " is odd");
    assertThatThrownBy(() -> talkative(URI).open(context()))
        .hasMessage("there is nothing at " + SHOWN);
  }

  @Test
  void failuresOfItsSourcesAreMasked() throws Exception {
    DriverCamera opens = talkative(CameraUri.parse("talk://me:hunter2@cam/opens"));
    try (FrameSource source = opens.open(context())) {
      assertThatThrownBy(source::read).hasMessage("lost: talk://***@cam/opens");
    }
  }

  @Test
  void failuresOfItsControlsAreMasked() {
    CameraControls controls = talkative(URI).opener(context()).controls().orElseThrow();
    assertThatThrownBy(controls::list).hasMessage("not at " + SHOWN);
    assertThatThrownBy(() -> controls.set("x", 1)).hasMessage("no knob at " + SHOWN);
  }

  /** What is forgotten here, the sources of others' drivers silently lose. */
  @Test
  void everyMethodOfItsSourcesIsPassedOn() throws Exception {
    try (FrameSource source = talkative(CameraUri.parse("talk:/opens")).open(context())) {
      for (Method method : FrameSource.class.getMethods()) {
        Method own = source.getClass().getMethod(method.getName(), method.getParameterTypes());
        assertThat(own.getDeclaringClass()).isNotEqualTo(FrameSource.class);
      }
    }
  }

  @Test
  void whatOurDriversSayAndOpenIsLeftAlone() throws Exception {
    FrameSource opened =
        new OddSource(() -> {
          throw new AssertionError("Nobody reads it");
        });
    assertThat(new DriverCamera(URI, new OurDriver(opened), Optional.empty()).open(context()))
        .isSameAs(opened);
  }

  private static DriverCamera talkative(CameraUri uri) {
    return new DriverCamera(uri, new TalkativeDriver(), Optional.empty());
  }

  private static DriverContext context() {
    return CameraSystem.open().context("");
  }

  private record OurDriver(FrameSource source) implements CameraDriver {
    @Override
    public Set<String> schemes() {
      return Set.of("ours");
    }

    @Override
    public FrameSource open(CameraUri uri, DriverContext context) {
      return source;
    }
  }
}
