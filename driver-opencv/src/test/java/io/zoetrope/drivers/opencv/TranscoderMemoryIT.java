package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranscoderMemoryIT {
  /** A picture of 1280x720 has 2.7 MB when decoded and 40 KB as a JPEG. */
  private static final long BOUND_KB = 16 * 1024;

  @Test
  void twoThousandPicturesLeaveNothingBehind() throws Exception {
    String grown =
        OwnJvm.run(
            System.getProperty("java.class.path"),
            Map.of(),
            List.of("-Xms48m", "-Xmx48m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"),
            ManyTranscodes.class.getName(),
            "2000");

    List<Long> numbers =
        grown
            .strip()
            .lines()
            .flatMap(line -> List.of(line.split(" ")).stream())
            .map(Long::valueOf)
            .toList();
    assertThat(numbers.get(0)).as("KB more in memory").isLessThan(BOUND_KB);
    assertThat(numbers.get(1)).as("natives not freed").isLessThanOrEqualTo(0);
  }
}
