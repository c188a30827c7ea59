package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.HostileDriver;
import io.zoetrope.core.fixture.Hostility;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Drivers that a program gives itself; none is found on the class path of this test. */
class KnownDriversIT {

  @Test
  void aGivenDriverNeedsNoServicesFile() throws Exception {
    try (LiveCameras cameras =
        LiveCameras.builder()
            .driver(new Still(Set.of("still"), false))
            .camera("one", "still:")
            .build()) {
      int port = cameras.listen("127.0.0.1", 0);
      try (RawClient client = RawClient.connect(port)) {
        Answer snapshot = client.get("/cameras/one/snapshot.jpg").readAnswer();
        assertThat(snapshot.status()).isEqualTo(200);
        assertThat(snapshot.body()).isEqualTo(Pictures.numbered(7));
      }
    }
  }

  @Test
  void withoutADriverTheMessageSaysWhatToDo() {
    LiveCamerasBuilder builder = LiveCameras.builder();
    assertThatThrownBy(() -> builder.camera("one", "still:me:secret@host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Camera one: there is no ")
        .hasMessageContaining("driver(…)")
        .hasMessageNotContaining("secret");
    builder.driver(new Still(Set.of("still", "calm"), false));
    assertThatThrownBy(() -> builder.camera("one", "wild:"))
        .hasMessageStartingWith("Camera one: there is no camera of kind 'wild:'; there are calm:, ")
        .hasMessageContaining("still:")
        .hasMessageContaining("META-INF/services");
  }

  @Test
  void theFirstDriverGivenForASchemeWins() {
    LiveCamerasBuilder builder =
        LiveCameras.builder()
            .driver(new Still(Set.of("still"), false))
            .driver(new Still(Set.of("still"), true));
    try (LiveCameras cameras = builder.camera("one", "still:").build()) {
      assertThat(cameras.cameras().find("one")).isPresent();
    }
  }

  @Test
  void aDriverThatRunsCommandsStillNeedsPermission() {
    LiveCamerasBuilder builder = LiveCameras.builder().driver(new Still(Set.of("run"), true));
    assertThatThrownBy(() -> builder.camera("one", "run:rm"))
        .hasMessageContaining("call allowCommands() first");
    try (LiveCameras cameras = builder.allowCommands().camera("one", "run:rm").build()) {
      assertThat(cameras.cameras().find("one")).isPresent();
    }
  }

  @Test
  void aHangingCameraDoesNotKeepOthersFromTheirDriver() {
    CountDownLatch over = new CountDownLatch(1);
    Set<String> checked = ConcurrentHashMap.newKeySet();
    CameraDriver hangs =
        new CameraDriver() {
          @Override
          public Set<String> schemes() {
            return Set.of("still");
          }

          @Override
          public void check(CameraUri uri, DriverContext context) {
            while (uri.text().endsWith("hangs") && over.getCount() > 0) {
              try {
                over.await();
              } catch (InterruptedException deaf) {
                // It goes on waiting.
              }
            }
            checked.add(uri.text());
          }

          @Override
          public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
            throw new IOException("not open");
          }
        };
    try (LiveCameras _ =
        LiveCameras.builder()
            .driver(hangs)
            .camera("one", "still:hangs")
            .camera("two", "still:works")
            .build()) {
      assertThat(checked).containsExactly("still:works");
    } finally {
      over.countDown();
    }
  }

  @Test
  void givenTranscodersNeedNoServicesFileEither() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    LiveCamerasBuilder builder =
        LiveCameras.builder()
            .transcoders(() -> {
              asked.incrementAndGet();
              throw new IOException("there is no decoder here");
            })
            .jpegs("one", 20, () -> Pictures.numbered(7));
    try (LiveCameras cameras = builder.build()) {
      int port = cameras.listen("127.0.0.1", 0);
      try (RawClient client = RawClient.connect(port)) {
        client.get("/cameras/one/snapshot.jpg?quality=20").readAnswer();
        assertThat(asked.get()).isPositive();
      }
    }
  }

  @Test
  void anInvalidSchemeIsRejectedAtOnce() {
    LiveCamerasBuilder builder = LiveCameras.builder();
    assertThatThrownBy(() -> builder.driver(new Still(Set.of("Still"), false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has the scheme 'Still', but a scheme is two or more lower-case");
  }

  @Test
  void aDriverWithoutSchemesIsRefusedWithASentence() {
    try (Hostility hostility = new Hostility(Hostility.Kind.THROWS_ERROR)) {
      LiveCamerasBuilder builder = LiveCameras.builder();
      HostileDriver driver = new HostileDriver(HostileDriver.Place.SCHEMES, hostility);
      assertThatThrownBy(() -> builder.driver(driver))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("fails when it is asked for its schemes: ")
          .hasMessageContaining("hostile/Error");
    }
  }

  private record Still(Set<String> schemes, boolean runsCommands) implements CameraDriver {
    @Override
    public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
      return new PolledFrames(20, () -> Pictures.numbered(7), context.frames());
    }
  }
}
