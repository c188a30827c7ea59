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

class BenchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "'' -> say what to measure: fanout, delay, slow, video, camera, cameras, start, idle, churn, inner; ./bench --help tells more",
        "race -> say what to measure: fanout, delay, slow, video, camera, cameras, start, idle, churn, inner; ./bench --help tells more",
        "fanout --fast -> unknown option --fast; ./bench COMMAND --help lists them",
        "fanout --viewers -> --viewers needs a value",
        "fanout --viewers 10,x -> --viewers takes a whole number from 1 to 20000, not 'x'",
        "fanout --fps=0 -> --fps takes a whole number from 1 to 1000, not '0'",
        "slow --viewers 10 --stalled 10 -> of 10 viewers, 10 cannot be slow: at least one must read at full rate",
        "slow --stalled 0 --half-rate 0 -> nobody is slow: --stalled and --half-rate cannot both be 0",
        "fanout --skip all -> --skip takes zoetrope or floor, not 'all'",
        "fanout --skip zoetrope --skip floor -> nothing is left to measure: add a --peer or skip less",
        "fanout --peer x -> --peer takes NAME=URL,PID with an http URL of this machine, not 'x'",
        "inner --fast -> unknown option --fast; ./bench COMMAND --help lists them",
        "inner publish ready -> inner takes one pattern, not 2",
        "inner ( -> inner takes a pattern, not '(': Unclosed group",
        "inner nonsense -> no inner part has a benchmark called 'nonsense'",
        "fanout --unpinned --zoetrope none -> there is no command none to start"
      })
  void nonsenseIsOneClearLineAndExitCodeTwo(String words, String message) {
    assertThat(run(words)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("bench: " + message + "\n");
    assertThat(out.size()).isZero();
  }

  @Test
  void helpListsEveryCommand() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("fanout", "./bench COMMAND --help");
  }

  @Test
  void helpListsEveryOptionOfACommand() {
    assertThat(run("fanout --help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--viewers", "--peer", "--unpinned");
  }

  @Test
  void optionsHaveTheDefaultsThatHelpTells() throws Exception {
    FanoutOptions options = FanoutOptions.parse(List.of(), root);
    assertThat(options.viewers()).containsExactly(1, 100, 400, 1600, 5000);
    assertThat(options.settings().frameBytes()).isEqualTo(120_000);
    assertThat(options.settings().seconds()).isEqualTo(10);
  }

  @Test
  void oneInTenIsSlowUnlessTold() throws Exception {
    SlowOptions options = SlowOptions.parse(List.of("--viewers", "50", "--half-rate=0"), root);
    assertThat(options.stalled()).isEqualTo(5);
    assertThat(options.halfRate()).isZero();
    assertThat(options.buffer()).isEqualTo(65_536);
  }

  @Test
  void theWindowLastsUntilStalledViewersCouldRecover() throws Exception {
    Settings settings = SlowOptions.parse(List.of("--seconds", "20"), root).settings();
    assertThat(Crowd.of(200).seconds(settings)).isEqualTo(20);
    assertThat(Crowd.of(200).stalling(20, 60, 0).seconds(settings)).isEqualTo(65);
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
