package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.server.Starts;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartCommandTest {
  @Test
  void startsStandBesideThoseOfABareJvm() {
    List<Starts.Times> zoetrope =
        List.of(new Starts.Times(200, 300), new Starts.Times(180, 260), new Starts.Times(220, 288));
    assertThat(StartCommand.table(List.of(45.0, 40.0, 38.0), zoetrope).text())
        .isEqualTo(
            """
            from start to                  runs  ms min/med/max  x bare JVM
            line of a bare JVM                3        38/40/45  1.0
            zoetrope's ready line             3     180/200/220  5.0
            zoetrope's first frame, whole     3     260/288/300  7.2
            """);
  }
}
