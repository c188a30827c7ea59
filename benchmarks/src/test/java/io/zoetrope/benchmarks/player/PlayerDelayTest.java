package io.zoetrope.benchmarks.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.zoetrope.benchmarks.report.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlayerDelayTest {

  @Test
  void theMedianOfAllRunsIsComparedWithTheTargetOfItsWay() {
    List<PaintRun> runs =
        List.of(
            run("webcodecs", 0, 20, 30, 40),
            run("webcodecs", 0, 90, 90, 90),
            run("webcodecs", 0, 40, 45, 50),
            run("mse", 50, 121),
            run("jpeg", 0, 300));

    assertThat(PlayerDelay.targets(runs))
        .extracting(Target::what, Target::measured, Target::met)
        .contains(
            tuple("webcodecs, 0 others: drawn to painted, p50 ms", "45", true),
            tuple("mse, 50 others: drawn to painted, p50 ms", "121", false))
        .hasSize(2);
  }

  @Test
  void theTableSaysWhichPartOfTheWayTookHowLong() {
    assertThat(PlayerDelay.table(List.of(run("mse", 50, 60, 70, 80))).text())
        .containsPattern("mse +50 +25.0 +70/80/80 +10 +2 +58");
  }

  @Test
  void ofAnImageOnlyTheWholeWayIsKnown() {
    PaintedPicture image =
        PaintedPicture.of(
            JsonMapper.shared()
                .readTree(
                    "{\"total\": 44, \"encoder\": null, \"server\": null, \"browser\": null}"));

    assertThat(PlayerDelay.table(List.of(new PaintRun("img", 0, 4, List.of(image)))).text())
        .containsPattern("img +0 +0.3 +44/44/44 +- +- +- +INVALID: too few pictures");
  }

  @Test
  void aPageThatShowsNextToNothingSaysNothing() {
    assertThat(new PaintRun("mse", 0, 4, List.of()).valid()).isFalse();
    assertThat(run("mse", 0, 60).valid()).isTrue();
  }

  @Test
  void theCameraIsOneLineOfTheConfiguration() {
    assertThat(new ClockCamera(Path.of("/bench/clock"), Path.of("/tmp")).config())
        .startsWith("cameras:\n  clock: |-\n    exec:sh -c '\"/bench/clock\" 25 | ffmpeg ")
        .contains("-tune zerolatency -g 25 ")
        .endsWith(" pipe:1'\n");
  }

  /** At the camera's rate. */
  private static PaintRun run(String method, int others, double... totals) {
    List<PaintedPicture> pictures =
        DoubleStream.of(totals)
            .mapToObj(total -> new PaintedPicture(total, 10, 2, total - 12))
            .toList();
    return new PaintRun(method, others, totals.length / (double) ClockCamera.FPS, pictures);
  }
}
