package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class TranscoderMemoryIT {
  /** Forgetting the smallest thing, the JPEG itself, takes nine times as much. */
  private static final long BOUND_KB = 8 * 1024;

  /** The garbage collector is not to free what we have forgotten. */
  private static final String NO_SECOND_CHANCE = "-Dorg.bytedeco.javacpp.nopointergc=true";

  @Test
  void twoThousandPicturesLeaveNothingBehind() throws Exception {
    String grown =
        OwnJvm.run(
            System.getProperty("java.class.path"),
            Map.of(),
            List.of(
                "-Xms48m", "-Xmx48m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch", NO_SECOND_CHANCE),
            ManyTranscodes.class.getName(),
            "2000");

    assertThat(Long.parseLong(grown.strip())).as("KB more in memory").isLessThan(BOUND_KB);
  }
}
