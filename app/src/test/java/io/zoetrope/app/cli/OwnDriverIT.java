package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.cli.Cli.Outcome;
import io.zoetrope.app.plugins.PluginJar;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example driver, built and used as docs/own-driver.md says. */
final class OwnDriverIT {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));
  private static final Path EXAMPLE = ROOT.resolve("examples/custom-driver");
  private static final Path JAR = EXAMPLE.resolve("target/plot-driver.jar");

  @TempDir private Path folder;

  @BeforeEach
  void theGuideSaysWhereToCopyTheJar() throws Exception {
    assertThat(JAR).as("the jar that the whole build makes; see docs/own-driver.md").exists();
    Files.createDirectory(folder.resolve("plugins"));
    Files.copy(JAR, folder.resolve("plugins/plot-driver.jar"));
  }

  @Test
  void probeFindsTheDriver() throws Exception {
    Files.writeString(folder.resolve("load"), "0.42 0.13\n");
    Outcome probed = Cli.run(folder, "probe", "plot:load?fps=10");
    assertThat(probed.exitCode()).as(probed.err()).isZero();
    assertThat(probed.out()).contains("plot of load", "JPEG 640x360");
    assertThat(Cli.run(folder, "probe", "plot:absent").err())
        .contains("plot:absent: there is no file 'absent'");
    assertThat(Cli.run(folder, "probe", "plot:load?fps=lots").exitCode()).isEqualTo(2);
  }

  @Test
  void browsersShowItWhateverElseIsInTheFolder() throws Exception {
    Files.writeString(folder.resolve("load"), "0.42 0.13\n");
    Files.writeString(folder.resolve("plugins/broken.jar"), "no jar");
    String open = "throw new IllegalStateException(\"no lens\");";
    PluginJar.write(
        folder.resolve("plugins/odd.jar"), PluginJar.driver("odd", open), PluginJar.CLASS);
    Process serving =
        Cli.start(
            folder,
            "serve",
            "--port",
            "0",
            "--camera",
            "load=plot:load?fps=10",
            "--camera",
            "odd=odd:");
    try {
      String address = Cli.awaitAddress(folder);
      try (InputStream snapshot =
          URI.create(address + "cameras/load/snapshot.jpg").toURL().openStream()) {
        var picture = ImageIO.read(new ByteArrayInputStream(snapshot.readAllBytes()));
        assertThat(picture.getWidth()).isEqualTo(640);
      }
      try (InputStream stream = URI.create(address + "video_feed").toURL().openStream()) {
        String pictures = new String(stream.readNBytes(30_000), StandardCharsets.ISO_8859_1);
        assertThat(pictures.split("Content-Type: image/jpeg", -1)).hasSizeGreaterThan(2);
      }
      try (InputStream odd = URI.create(address + "cameras/odd/stream.mjpg").toURL().openStream()) {
        assertThat(odd.read()).isPositive();
        await()
            .untilAsserted(() ->
                assertThat(Cli.text(folder, "err"))
                    .contains("plugins/broken.jar cannot be used: it is not a jar")
                    .contains("odd: the camera's driver failed: java.lang.IllegalStateException"));
      }
    } finally {
      serving.destroy();
      assertThat(serving.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void anUnknownSchemeMayBelongToABrokenJar() throws Exception {
    Files.writeString(folder.resolve("plugins/plot-driver.jar"), "half a download");
    Outcome probed = Cli.run(folder, "probe", "plot:load");
    assertThat(probed.exitCode()).isEqualTo(1);
    assertThat(probed.err().lines().findFirst().orElseThrow())
        .contains("no camera of kind 'plot:'")
        .contains("plugins/plot-driver.jar cannot be used: it is not a jar");
  }

  @Test
  void anotherFolderCanBeNamed() throws Exception {
    Files.writeString(folder.resolve("load"), "1");
    Files.move(folder.resolve("plugins"), folder.resolve("drivers"));
    assertThat(Cli.run(folder, "probe", "plot:load").exitCode()).isEqualTo(2);
    assertThat(
            Cli.run(folder, "snapshot", "plot:load", "-o", "a.jpg", "--plugins", "drivers").err())
        .isEmpty();
    assertThat(Cli.run(folder, "probe", "test:", "--plugins", "absent"))
        .isEqualTo(new Outcome(2, "", "zoetrope: There is no plugins folder 'absent'\n"));
    Files.writeString(folder.resolve("zoetrope.yaml"), "plugins: absent\n");
    assertThat(Cli.run(folder, "check-config").out())
        .contains("Note: there is no plugins folder 'absent'");
  }

  @Test
  void aDriverCanBeOnTheClassPath() throws Exception {
    Files.delete(folder.resolve("plugins/plot-driver.jar"));
    Files.writeString(folder.resolve("load"), "1");
    Outcome taken = Cli.runWith(folder, JAR, "snapshot", "plot:load", "-o", "now.jpg");
    assertThat(taken).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void theGuideShowsTheExamplesCode() throws Exception {
    String guide = Files.readString(ROOT.resolve("docs/own-driver.md"));
    List<MatchResult> blocks =
        Pattern.compile("(?s)```(\\w+)\n(.*?)```").matcher(guide).results().toList();
    assertThat(blocks).extracting(block -> block.group(1)).contains("java", "xml", "text", "sh");
    for (MatchResult block : blocks) {
      Path shown =
          switch (block.group(1)) {
            case "xml" -> EXAMPLE.resolve("pom.xml");
            case "text" ->
                EXAMPLE.resolve(
                    "src/main/resources/META-INF/services/io.zoetrope.core.source.CameraDriver");
            case "java" ->
                EXAMPLE.resolve(
                    "src/main/java/com/example/plot/"
                        + (block.group(2).contains("Frame read()") ? "PlotSource" : "PlotDriver")
                        + ".java");
            default -> ROOT.resolve("docs/own-driver.md");
          };
      assertThat(Files.readString(shown)).contains(block.group(2));
    }
    for (Path named : List.of(EXAMPLE, JAR, ROOT.resolve("zoetrope"))) {
      assertThat(guide).contains(ROOT.relativize(named).toString());
    }
  }
}
