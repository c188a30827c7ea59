package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.app.config.DriverConfig;
import io.zoetrope.app.plugins.PluginJar;
import io.zoetrope.core.source.CameraUri;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a hostile driver, a command ends with a sentence. */
@Timeout(60)
final class OneSourceTest {
  private static final CameraUri BAD = CameraUri.parse("bad:");
  private static final String HANG =
      "while (true) { try { Thread.sleep(1000000); } catch (InterruptedException e) { } }";

  @TempDir private Path folder;

  @Test
  void aReadThatNeverReturnsEndsWithASentence() throws Exception {
    try (OneSource source = source(source(HANG, "", "\"\""))) {
      source.open();
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("there is no picture within 1 seconds");
    }
  }

  @Test
  void anOpeningThatNeverReturnsEndsWithASentence() throws Exception {
    try (OneSource source = source(HANG)) {
      assertThatThrownBy(source::open)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("there is no picture within");
    }
  }

  @Test
  void anErrorIsReportedAsTheDriversFailure() throws Exception {
    try (OneSource source =
        source(source("throw new UnsatisfiedLinkError(\"libx\");", "", "\"\""))) {
      source.open();
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("the camera's driver failed: java.lang.UnsatisfiedLinkError: libx");
    }
  }

  @Test
  void aDriverThatHangsWhileDescribingOrClosingIsAbandoned() throws Exception {
    try (OneSource source = source(source("return null;", HANG, "hang()"))) {
      source.open();
      assertThat(source.description()).isEmpty();
      assertThat(source.passesThrough()).isEmpty();
    }
  }

  private static String source(String read, String close, String description) {
    return """
    return new FrameSource() {
      public io.zoetrope.core.media.Frame read() { %s }
      public void close() { %s }
      public String description() { return %s; }
      String hang() { %s }
    };
    """
        .formatted(read, close, description, HANG);
  }

  private OneSource source(String open) throws IOException {
    PluginJar.write(folder.resolve("bad.jar"), PluginJar.driver("bad", open), PluginJar.CLASS);
    return OneSource.prepare(
        BAD,
        new DriverConfig(Optional.empty(), Optional.empty(), Optional.of(folder)),
        false,
        Duration.ofSeconds(1),
        Duration.ofMillis(200));
  }
}
