package io.zoetrope.web.embed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a developer finds in the log when a camera of the program fails. */
class FailureLogTest {
  private static final Instant NOW = Instant.EPOCH;

  private final FailureLog log = new FailureLog();
  private final Logger logger = (Logger) LoggerFactory.getLogger(LiveCameras.class);
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
  void aFailureIsWrittenOnceHoweverOftenItIsTriedAgain() {
    change(new Starting(NOW));
    for (int attempt = 1; attempt <= 5; attempt++) {
      change(failed("no sensor", attempt));
      change(new Starting(NOW));
    }
    change(failed("another fault", 6));
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Camera plot: no sensor; it is tried again",
            "Camera plot: another fault; it is tried again");
    assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
  }

  @Test
  void whenItWorksAgainThatIsWrittenAndTheNextFailureIsNew() {
    change(failed("no sensor", 1));
    change(new Live(NOW));
    change(failed("no sensor", 1));
    change(new Idle(NOW));
    change(new Live(NOW));
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Camera plot: no sensor; it is tried again",
            "Camera plot works again",
            "Camera plot: no sensor; it is tried again");
  }

  private void change(CameraState after) {
    log.stateChanged("plot", new Idle(NOW), after);
  }

  private static Retrying failed(String reason, int attempts) {
    return new Retrying(NOW, attempts, NOW, reason);
  }
}
