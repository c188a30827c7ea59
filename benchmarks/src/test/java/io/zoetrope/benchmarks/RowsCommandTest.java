package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.rows.Leaving;
import io.zoetrope.benchmarks.rows.RowRun;
import io.zoetrope.benchmarks.rows.RowTables;
import io.zoetrope.benchmarks.rows.TableForm;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsCommandTest {
  private static final RowResults RESULTS =
      new RowResults(
          List.of(
              run(RowResults.FLOOR, TableForm.BARE, 1000, 1),
              run(RowResults.ZOETROPE, TableForm.HTML, 1000, 2),
              run(RowResults.TUTORIAL, TableForm.HTML, 100, 1)),
          List.of(run(RowResults.ZOETROPE, TableForm.HTML, 500, 1)),
          new Leaving(List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 2000.0), 0),
          100_000_000,
          1000,
          100);

  @Test
  void whatIsWantedIsHeldAgainstWhatWasMeasured() {
    assertThat(RESULTS.valid()).isTrue();
    assertThat(RESULTS.targets())
        .extracting(target -> target.what() + " " + target.measured() + " " + target.met())
        .containsExactly(
            "html: rows per second of a core, x tutorial 5.0 true",
            "MB over idle, at most 20.0 true",
            "ms to the first row, at most 7.0 true",
            "ms until the cursor is closed, at most 2000 false");
  }

  @Test
  void aTableThatIsNotWholeIsInvalid() {
    RowResults missing =
        new RowResults(
            List.of(run(RowResults.ZOETROPE, TableForm.CSV, 999, 1)), List.of(), null, 0, 1000, 1);
    assertThat(missing.valid()).isFalse();
    assertThat(missing.remarks()).containsExactly("INVALID: zoetrope, csv came to 999 rows");
  }

  @Test
  void eachTableIsBesideTheFloor() {
    assertThat(RowTables.full(RESULTS.full()).text())
        .containsPattern("zoetrope +html +1000 +1000 +500 +1.0 +7.0 +120.0 +50 +2.0\n");
  }

  private static RowRun run(String server, TableForm form, long rows, double cpuSeconds) {
    return new RowRun(server, form, rows, 1_000_000, 1, cpuSeconds, 7, 0.5, 120_000_000, null);
  }
}
