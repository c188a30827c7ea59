package io.zoetrope.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which driver opens which camera. */
class CameraDriversTest {
  private final CameraDriver web = new SilentDriver(Set.of("http", "https"));
  private final CameraDriver file = new SilentDriver(Set.of("file"));
  private final CameraDrivers drivers = new CameraDrivers(List.of(web, file));

  @Test
  void theSchemeDecidesWhateverItsCase() {
    assertThat(drivers.driverFor(CameraUri.parse("https://host/"))).isSameAs(web);
    assertThat(drivers.driverFor(CameraUri.parse("FILE:x.mp4"))).isSameAs(file);
  }

  @Test
  void theSchemesAreListedInAlphabeticalOrder() {
    assertThat(drivers.schemes()).containsExactly("file", "http", "https");
  }

  @Test
  void anUnknownSchemeIsRefusedAndTheKnownOnesAreListed() {
    assertThatThrownBy(() -> drivers.driverFor(CameraUri.parse("foo://me:hunter2@host/")))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage("there is no camera of kind 'foo:'; there are file:, http:, https:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"htpp://host/", "htp://host/", "hhttp://host/", "httpp://host/"})
  void aMisspeltSchemeIsRecognised(String uri) {
    assertThatThrownBy(() -> drivers.driverFor(CameraUri.parse(uri)))
        .hasMessageEndingWith("; did you mean http:?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"door.example:8080/video", "localhost:554", "admin:hunter2@192.0.2.7/x"})
  void aHostWithoutASchemeIsRecognised(String uri) {
    assertThatThrownBy(() -> drivers.driverFor(CameraUri.parse(uri)))
        .hasMessageEndingWith("write rtsp:// or http:// in front")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void theFirstOfTwoDriversForOneSchemeIsTaken() {
    CameraDriver other = new SilentDriver(Set.of("file", "clip"));
    CameraDrivers both = new CameraDrivers(List.of(file, other));

    assertThat(both.driverFor(CameraUri.parse("file:x"))).isSameAs(file);
    assertThat(both.driverFor(CameraUri.parse("clip:x"))).isSameAs(other);
  }

  private record SilentDriver(Set<String> schemes) implements CameraDriver {
    @Override
    public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
      throw new IOException("never opened here");
    }
  }
}
