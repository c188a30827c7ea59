package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartCommandTest {
  @Test
  void startsAreComparedWithThoseOfABareJvm() {
    List<StartCommand.Row> rows =
        List.of(
            new StartCommand.Row("line of a bare JVM", List.of(45.0, 40.0, 38.0)),
            new StartCommand.Row("zoetrope's ready line", List.of(200.0, 180.0, 220.0)),
            new StartCommand.Row("zoetrope's first frame, whole", List.of(300.0, 260.0, 288.0)));

    assertThat(StartCommand.table(rows).text())
        .isEqualTo(
            """
            from start to                  runs  ms min/med/max  x bare JVM
            line of a bare JVM                3        38/40/45  1.0
            zoetrope's ready line             3     180/200/220  5.0
            zoetrope's first frame, whole     3     260/288/300  7.2
            """);
  }
}
