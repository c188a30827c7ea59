package io.zoetrope.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options that {@code ./check} passes to Maven. */
final class CheckScriptIT {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));

  @TempDir private Path programs;

  @ParameterizedTest
  @CsvSource({
    "'', verify",
    "quick, '-Pquick -pl"
        + " !benchmarks,!examples/custom-driver,!examples/ajax-add,!examples/kitchen,!examples/redis-tasks,!examples/embed,!examples/stock-table"
        + " test'",
    "full, -Pfull verify",
    "-Dit.test=DemoPageIT, verify -Dit.test=DemoPageIT",
    "full -Dit.test=FirefoxPicturesIT, -Pfull verify -Dit.test=FirefoxPicturesIT"
  })
  void theFirstWordSelectsTheTestsAndTheRestGoesToMaven(String words, String expected)
      throws Exception {
    program("mvn", "echo \"mvn $*\"");
    for (String other : List.of("shellcheck", "apt-get", "npm", "firefox-esr", "WebKitWebDriver")) {
      program(other, "exit 0");
    }
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("check").toString()));
    if (!words.isEmpty()) {
      command.addAll(List.of(words.split(" ")));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
    Process check = builder.start();

    String said = new String(check.getInputStream().readAllBytes(), UTF_8);

    assertThat(check.waitFor()).as(said).isZero();
    assertThat(said.lines()).contains("mvn -B -ntp -T 3 " + expected);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
