package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.plugins.PluginJar;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A missing camera harms only itself: the server starts, shows the others, and says why. */
final class BadCameraIT {
  @TempDir private Path folder;
  private @Nullable Process serving;

  @AfterEach
  void end() throws InterruptedException {
    if (serving != null) {
      serving.destroy();
      assertThat(serving.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void otherCamerasWorkAndEachBadOneSaysWhatIsMissing() throws Exception {
    Files.createDirectory(folder.resolve("plugins"));
    Files.writeString(folder.resolve("plugins/broken.jar"), "no jar");
    PluginJar.write(
        folder.resolve("plugins/odd.jar"),
        PluginJar.driver("odd", "throw new AssertionError(\"no lens\");"),
        PluginJar.CLASS);
    String address =
        serve(
            """
            cameras:
              good: 'test:?size=320x180&fps=10'
              file: 'file:absent.mp4'
              folder: 'slideshow:absent'
              program: 'exec:no-such-program -x'
              authority: 'https://127.0.0.1:9/#ca=absent.pem'
              broken: 'plot:x'
              odd: 'odd:'
            """);
    try (InputStream stream = open(address + "cameras/good/stream.mjpg")) {
      assertThat(new String(stream.readNBytes(10_000), StandardCharsets.ISO_8859_1))
          .contains("Content-Type: image/jpeg");
    }
    says(address, "file", "file: there is no file 'absent.mp4'");
    says(address, "folder", "slideshow: there is no folder 'absent'");
    says(address, "program", "exec: there is no program 'no-such-program' on the PATH");
    says(address, "authority", "ca: there is no file 'absent.pem' that this user may read");
    says(address, "broken", "no camera of kind 'plot:'");
    says(address, "odd", "the camera's driver failed: java.lang.AssertionError: no lens");
    assertThat(Cli.text(folder, "err"))
        .contains("Camera file: file: there is no file 'absent.mp4'", "broken.jar cannot be used");
  }

  @Test
  void aMissingCameraIsShownWhenItAppears() throws Exception {
    String address = serve("cameras: {demo: 'slideshow:', later: 'slideshow:pictures?fps=10'}");
    says(address, "later", "there is no folder 'pictures'");
    try (InputStream picture = open(address + "cameras/later/stream.mjpg")) {
      Files.createDirectory(folder.resolve("pictures"));
      try (InputStream shipped = open(address + "cameras/demo/snapshot.jpg")) {
        Files.copy(shipped, folder.resolve("pictures/1.jpg"));
      }
      await().until(() -> state(address, "later").contains("\"state\":\"live\""));
      assertThat(picture.read()).isPositive();
    }
  }

  private String serve(String yaml) throws IOException {
    Files.writeString(folder.resolve("zoetrope.yaml"), yaml);
    serving = Cli.start(folder, "serve", "--port", "0");
    return Cli.awaitAddress(folder);
  }

  private static void says(String address, String camera, String sentence) throws IOException {
    try (InputStream stream = open(address + "cameras/" + camera + "/stream.mjpg")) {
      assertThat(stream.read()).isPositive();
      await().untilAsserted(() -> assertThat(state(address, camera)).contains(sentence));
    }
  }

  private static String state(String address, String camera) throws IOException {
    try (InputStream state = open(address + "api/cameras/" + camera)) {
      return new String(state.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String address) throws IOException {
    return URI.create(address).toURL().openStream();
  }
}
