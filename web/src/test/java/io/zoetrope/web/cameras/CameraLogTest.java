package io.zoetrope.web.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Lingering;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the server's log says of a camera that fails. */
final class CameraLogTest {
  private static final Instant NOW = Instant.EPOCH;

  private final CameraLog log = new CameraLog("phone"::equals, () -> NOW);
  private final Logger logger = (Logger) LoggerFactory.getLogger(CameraLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void aFailureIsLoggedOnceHoweverOftenItRepeats() {
    for (int attempt = 1; attempt <= 5; attempt++) {
      change("door", new Starting(NOW));
      change("door", failed("connection refused", attempt));
      change("door", new Idle(NOW));
    }
    assertThat(warnings())
        .containsExactly(
            "door: connection refused; tried again in 1.5 s, and so on until it works");
  }

  @Test
  void newFailuresAreLoggedAgain() {
    change("door", failed("connection refused", 1));
    change("gate", failed("connection refused", 1));
    change("door", failed("no such stream", 2));
    change("door", new Live(NOW));
    change("door", failed("no such stream", 1));
    assertThat(warnings()).hasSize(4);
  }

  @Test
  void stillsAndAwaitedPublishersAreNotLogged() {
    for (int still = 1; still <= 5; still++) {
      change("door", new Starting(NOW));
      change("door", new Live(NOW));
      change("door", new Lingering(NOW, NOW));
      change("door", new Idle(NOW));
      change("phone", failed("nobody publishes", still));
    }
    assertThat(lines.list).isEmpty();
  }

  @Test
  void aRecoveryIsLoggedOnce() {
    change("door", failed("connection refused", 1));
    change("door", new Live(NOW));
    change("door", new Idle(NOW));
    change("door", new Live(NOW));
    assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage).skip(1))
        .containsExactly("door: works again");
  }

  private Stream<String> warnings() {
    return lines.list.stream()
        .filter(line -> line.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage);
  }

  private void change(String camera, CameraState after) {
    log.stateChanged(camera, new Idle(NOW), after);
  }

  private static Retrying failed(String reason, int attempts) {
    return new Retrying(NOW, attempts, NOW.plusMillis(1500), reason);
  }
}
