package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "'' -> say what to measure: ./bench --help lists it",
        "race -> Unmatched argument at index 0: 'race'",
        "fanout --fast -> Unknown option: '--fast'",
        "fanout --viewers -> Missing required parameter for option '--viewers' (<viewers>)",
        "fanout --viewers 10,x -> Invalid value for option '--viewers' (<viewers>): 'x' is not an"
            + " int",
        "fanout --viewers 10,0 -> --viewers takes a whole number from 1 to 20000, not 0",
        "fanout --fps=0 -> --fps takes a whole number from 1 to 1000, not 0",
        "slow --viewers 10 --stalled 10 -> of 10 viewers, 10 cannot be slow: at least one must read"
            + " at full rate",
        "slow --stalled 0 --half-rate 0 -> nobody is slow: --stalled and --half-rate cannot both be"
            + " 0",
        "fanout --skip zoetrope --skip floor -> nothing is left to measure: add a --peer or skip"
            + " less",
        "fanout --peer x -> Invalid value for option '--peer' (NAME=URL[,PID]): it takes"
            + " NAME=URL,PID with an http URL of this machine, not 'x'",
        "fanout --unpinned --zoetrope none -> there is no command none to start"
      })
  void nonsenseIsOneClearLineAndExitCodeTwo(String words, String message) {
    assertThat(run(words)).isEqualTo(2);
    assertThat(text(err)).isEqualTo("bench: " + message + "\n");
    assertThat(out.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fanout ", "idle "})
  void helpIsPrinted(String command) {
    assertThat(run(command + "--help")).isZero();
    assertThat(text(out)).contains(command.isEmpty() ? "fanout" : "--seconds");
    assertThat(err.size()).isZero();
  }

  @Test
  void helpGivesTheDefaults() {
    run("fanout --help");

    assertThat(text(out).replaceAll("\\s+", " "))
        .contains("how many (1,100,400,1600,5000)", "size of each picture (120000)");
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private int run(String words) {
    List<String> list = words.isEmpty() ? List.of() : Arrays.asList(words.split(" ", -1));
    return Bench.run(
        list,
        root,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
