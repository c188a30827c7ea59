package io.zoetrope.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.stream.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver keeps whose source can fail while it is open. */
public abstract class FailingCameraContract extends CameraDriverContract {
  private static final CameraTimings HASTY =
      new CameraTimings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofSeconds(10),
          Duration.ofMillis(500));

  /** A source may be silent for ten seconds before that is a failure. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Test
  void itFailsWithASentenceAndComesBackWithItsSource(@TempDir Path files) throws Exception {
    try (DriverBench bench = new DriverBench();
        TestedSource source = source(files);
        Camera camera = camera(source.uri(), bench)) {
      Subscription viewer = camera.stream().join((frame, me) -> me.ready(), Runnable::run);
      await().atMost(PATIENCE).until(() -> camera.state() instanceof Live);

      source.fail();
      await().atMost(PATIENCE).untilAsserted(() -> assertFailsWith(camera, source.failure()));

      source.comeBack();
      await().atMost(PATIENCE).until(() -> camera.state() instanceof Live);
      viewer.close();
    }
  }

  private static void assertFailsWith(Camera camera, String expected) {
    assertThat(camera.state()).isInstanceOf(Retrying.class);
    if (camera.state() instanceof Retrying retrying) {
      assertThat(Sentences.assertFit(retrying.reason())).matches(expected);
    }
  }

  private Camera camera(String uri, DriverBench bench) {
    CameraDriver driver = driver();
    CameraUri parsed = CameraUri.parse(uri);
    DriverContext context = context(bench);
    return bench.camera("contract", HASTY, _ -> () -> driver.open(parsed, context));
  }
}
