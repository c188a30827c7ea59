package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.app.config.DriverConfig;
import io.zoetrope.app.config.Origin;
import io.zoetrope.app.plugins.PluginJar;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver is foreign code: an Error of one costs its own cameras and nothing else. */
final class SourcesTest {
  private static final CameraUri BAD = CameraUri.parse("bad:");

  @TempDir private Path folder;
  private final CameraSystem system = CameraSystem.open();

  @AfterEach
  void end() {
    system.close();
  }

  @Test
  void anErrorWhileCheckingTheUriIsANote() throws IOException {
    try (Sources sources =
        with("public void check(CameraUri u, DriverContext c) { throw new AssertionError(); }")) {
      assertThat(check(sources, BAD)).get().asString().contains("AssertionError");
    }
  }

  @Test
  void aDriverThatCannotSayWhetherItRunsCommandsIsNotOpened() throws IOException {
    try (Sources sources =
        with("public boolean runsCommands() { throw new StackOverflowError(); }")) {
      assertThat(check(sources, BAD)).get().asString().contains("StackOverflowError");
      assertThatThrownBy(() -> open(sources)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCameraWhoseControlsFailHasNone() throws IOException {
    try (Sources sources =
        with(
            "public java.util.Optional<CameraControls> controls(CameraUri u, DriverContext c) { throw new LinkageError(); }")) {
      SourceOpener opener = sources.camera(BAD, Origin.ELSEWHERE).opener(system.context("bad"));
      assertThat(opener.controls()).isEmpty();
      assertThatThrownBy(opener::open).isInstanceOf(IOException.class).hasMessage("not open");
    }
  }

  @Test
  void anErrorWhileOpeningIsTheCamerasFailure() throws IOException {
    try (Sources sources = withOpen("throw new UnknownError(\"no lens\");", "")) {
      assertThat(check(sources, BAD)).isEmpty();
      assertThatThrownBy(() -> open(sources))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the camera's driver failed: java.lang.UnknownError: no lens");
    }
  }

  @Test
  void anUnknownKindOfCameraIsAMistakeUnlessAPluginIsBroken() throws IOException {
    CameraUri unknown = CameraUri.parse("plot:load");
    try (Sources sources = with("")) {
      assertThatThrownBy(() -> check(sources, unknown)).isInstanceOf(BadCameraUriException.class);
    }
    Files.writeString(folder.resolve("plot.jar"), "half a download");
    try (Sources sources = with("")) {
      assertThat(check(sources, unknown))
          .get()
          .asString()
          .contains("no camera of kind 'plot:'", "plot.jar cannot be used: it is not a jar");
    }
  }

  @Test
  void aHangingCameraDoesNotBlockOthers() throws IOException {
    String hanging = "zoetrope.test.hangs";
    System.setProperty(hanging, "");
    try (Sources sources =
        with(
            """
            public void check(CameraUri u, DriverContext c) throws java.io.IOException {
              while (u.text().endsWith("hangs") && System.getProperty("%s") != null) {
                try { Thread.sleep(10); } catch (InterruptedException deaf) { continue; }
              }
              throw new java.io.IOException("looked at " + u.text());
            }
            """
                .formatted(hanging))) {
      assertThat(check(sources, CameraUri.parse("bad:hangs")))
          .hasValueSatisfying(note -> assertThat(note).contains("has not answered"));

      assertThat(check(sources, CameraUri.parse("bad:works"))).contains("looked at bad:works");
    } finally {
      System.clearProperty(hanging);
    }
  }

  private Optional<String> check(Sources sources, CameraUri uri) {
    return sources.camera(uri, Origin.ELSEWHERE).check(system.context("bad"));
  }

  private FrameSource open(Sources sources) throws IOException, InterruptedException {
    return sources.camera(BAD, Origin.ELSEWHERE).open(system.context("bad"));
  }

  private Sources with(String method) throws IOException {
    return withOpen("throw new java.io.IOException(\"not open\");", method);
  }

  private Sources withOpen(String open, String method) throws IOException {
    String driver = PluginJar.driver("bad", open).replace("public Set", method + " public Set");
    PluginJar.write(folder.resolve("bad.jar"), driver, PluginJar.CLASS);
    return new Sources(new DriverConfig(Optional.empty(), Optional.empty(), Optional.of(folder)));
  }
}
