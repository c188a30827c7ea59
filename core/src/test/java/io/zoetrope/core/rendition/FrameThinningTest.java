package io.zoetrope.core.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fewer pictures a second: as many as were asked for, and evenly. */
class FrameThinningTest {
  private static final double MILLI = 1e6;

  @Test
  void anEvenCameraIsThinnedEvenly() {
    assertThat(taken(10, camera(30, 1, 0))).containsExactly(0, 3, 6, 9, 12, 15, 18, 21, 24, 27);
  }

  @ParameterizedTest(name = "{0} a second of {1}, each up to {2} ms early or late")
  @CsvSource({
    "10, 30, 0",
    "10, 30, 5",
    "10, 30, 15",
    "15, 30, 0",
    "15, 30, 10",
    "20, 30, 8",
    "20, 25, 8",
    "25, 30, 5",
    "24, 60, 4",
    "30, 60, 7",
    "10, 12, 20",
    "10, 29.97, 5",
    "5, 30, 15",
    "1, 30, 15",
    "0.5, 30, 15",
    "1, 1.5, 100",
  })
  void theRateIsWhatWasAskedFor(double fps, double cameraFps, double jitterMillis) {
    int seconds = 120;
    long[] captured = camera(cameraFps, seconds, jitterMillis);
    List<Integer> taken = taken(fps, captured);

    assertThat(taken.size() / (double) seconds).isCloseTo(fps, withinPercentage(0.3));
    double atMostOff = 1000 / cameraFps + 2 * jitterMillis;
    for (int n = 1; n < taken.size(); n++) {
      double gap = (captured[taken.get(n)] - captured[taken.get(n - 1)]) / MILLI;
      assertThat(gap).isCloseTo(1000 / fps, within(atMostOff + 0.1));
    }
  }

  @ParameterizedTest(name = "{0} a second of {1}, each up to {2} ms early or late")
  @CsvSource({"10, 30, 8", "15, 30, 8", "30, 60, 4", "5, 25, 10", "10, 29.97, 8"})
  void itTakesEveryNthPictureOfACameraThatIsNTimesFaster(
      double fps, double cameraFps, double jitterMillis) {
    List<Integer> taken = taken(fps, camera(cameraFps, 60, jitterMillis));

    int nth = (int) Math.round(cameraFps / fps);
    List<Integer> settled = taken.subList(50, taken.size());
    for (int n = 1; n < settled.size(); n++) {
      assertThat(settled.get(n) - settled.get(n - 1)).isEqualTo(nth);
    }
  }

  @ParameterizedTest(name = "{0} a second of {1}, each up to {2} ms early or late")
  @CsvSource({"30, 30, 0", "30, 30, 8", "30, 29.97, 8", "30, 25, 4", "60, 30, 8", "10, 2, 200"})
  void aCameraThatIsNotFasterKeepsItsPictures(double fps, double cameraFps, double jitterMillis) {
    long[] captured = camera(cameraFps, 120, jitterMillis);

    assertThat((double) taken(fps, captured).size()).isCloseTo(captured.length, within(1.0));
  }

  @Test
  void aCameraThatIsTooFastLosesTheExcessOnly() {
    assertThat((double) taken(30, camera(33, 100, 3)).size()).isCloseTo(3000, within(4.0));
  }

  @Test
  void nothingIsMadeUpForAfterAPause() {
    long pause = (long) (7000 * MILLI);
    long[] captured =
        LongStream.concat(
                LongStream.of(camera(30, 2, 0)),
                LongStream.of(camera(30, 2, 0)).map(nanos -> nanos + pause))
            .toArray();

    assertThat(taken(10, captured)).hasSize(40).contains(57, 60, 63, 66);
  }

  @Test
  void picturesOfOneMomentCountAsOne() {
    assertThat(taken(10, new long[] {0, 0, 0, 0, 0})).containsExactly(0);
  }

  private static List<Integer> taken(double fps, long[] captured) {
    FrameThinning thinning = new FrameThinning(fps);
    List<Integer> taken = new ArrayList<>();
    for (int n = 0; n < captured.length; n++) {
      if (thinning.takes(captured[n])) {
        taken.add(n);
      }
    }
    return taken;
  }

  /** When a camera captures, in nanoseconds, always the same for the same arguments. */
  private static long[] camera(double fps, int seconds, double jitterMillis) {
    Random random = new Random(42);
    return LongStream.range(0, Math.round(fps * seconds))
        .map(n -> (long) (n * 1e9 / fps + (2 * random.nextDouble() - 1) * jitterMillis * MILLI))
        .toArray();
  }
}
