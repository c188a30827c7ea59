package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a locale, as under cron and in many services, file names may have umlauts. */
class NoLocaleIT {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("zoetrope.root", ".."), "zoetrope");

  @TempDir private Path folder;

  @Test
  void nonAsciiFileNamesWorkWithoutALocale() throws Exception {
    run("mkdir Küche && \"$0\" snapshot 'test:?size=64x48' -o 'Küche/Ä 1.jpg'");
    run("\"$0\" snapshot slideshow:Küche -o für.jpg && test -s 'Küche/Ä 1.jpg' && test -s für.jpg");
  }

  private void run(String script) throws Exception {
    Path output = folder.resolve("output");
    // In a file: this JVM may not be able to pass umlauts on either.
    Path file = Files.writeString(folder.resolve("script"), script + "\n");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", ". ./script", LAUNCHER.toRealPath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("LC_"));
    environment.keySet().removeAll(List.of("LANG", "LANGUAGE"));
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> script + ": " + file + read(output)).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
