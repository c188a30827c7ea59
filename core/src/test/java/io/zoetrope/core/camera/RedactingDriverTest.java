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
import java.util.Arrays;
import java.util.Set;
import org.example.driver.TalkativeDriver;
import org.junit.jupiter.api.Test;

/** Whatever a driver says that others wrote, the secrets of its camera stay here. */
class RedactingDriverTest {
  private static final CameraUri URI = CameraUri.parse("talk://me:hunter2@cam/x?channel=1");
  private static final String SHOWN = "talk://***@cam/x?channel=1";

  private final CameraDriver masked = RedactingDriver.of(new TalkativeDriver());

  @Test
  void itsRefusalsAndFailuresAreMasked() {
    assertThatThrownBy(() -> masked.check(URI, context()))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage(SHOWN + " is odd");
    assertThatThrownBy(() -> masked.open(URI, context()))
        .hasMessage("there is nothing at " + SHOWN);
  }

  @Test
  void soAreThoseOfItsSources() throws Exception {
    CameraUri opens = CameraUri.parse("talk://me:hunter2@cam/opens");
    try (FrameSource source = masked.open(opens, context())) {
      assertThatThrownBy(source::read).hasMessage("lost: talk://***@cam/opens");
    }
  }

  @Test
  void andThoseOfItsControls() {
    CameraControls controls = masked.controls(URI, context()).orElseThrow();
    assertThatThrownBy(controls::list).hasMessage("not at " + SHOWN);
    assertThatThrownBy(() -> controls.set("x", 1)).hasMessage("no knob at " + SHOWN);
  }

  /** What is forgotten here, others' drivers silently lose. */
  @Test
  void everyMethodOfADriverAndItsSourcesIsPassedOn() throws Exception {
    FrameSource source = masked.open(CameraUri.parse("talk:/opens"), context());
    for (Method method : CameraDriver.class.getMethods()) {
      assertThat(masked.getClass().getDeclaredMethods()).anyMatch(own -> isSame(own, method));
    }
    for (Method method : FrameSource.class.getMethods()) {
      assertThat(source.getClass().getDeclaredMethods()).anyMatch(own -> isSame(own, method));
    }
  }

  private static boolean isSame(Method own, Method method) {
    return own.getName().equals(method.getName())
        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes());
  }

  @Test
  void schemesStayAndOursAreLeftAlone() {
    assertThat(masked.schemes()).containsExactly("talk");
    assertThat(masked.runsCommands()).isFalse();
    CameraDriver ours = new OurDriver();
    assertThat(RedactingDriver.of(ours)).isSameAs(ours);
  }

  private static DriverContext context() {
    return CameraSystem.open().context("");
  }

  private static final class OurDriver implements CameraDriver {
    @Override
    public Set<String> schemes() {
      return Set.of("ours");
    }

    @Override
    public FrameSource open(CameraUri uri, DriverContext context) {
      throw new AssertionError("Nobody opens it");
    }
  }
}
