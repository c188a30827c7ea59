package io.zoetrope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.load.Spread;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void keepsTheOrderAndRoundsWhatWasMeasured() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("text", "a \"b\"\n");
    map.put("none", null);
    map.put("at", Instant.EPOCH);
    map.put("list", Arrays.asList(1, 2.5, 1 / 3.0, Double.NaN, true));
    map.put("machine", new Machine("cpu", 2, "os", "25"));
    map.put("spread", new Spread(1, Double.POSITIVE_INFINITY, 12345678.12346));
    assertThat(Json.of(map).replaceAll("\\s+", " ").trim())
        .isEqualTo(
            "{ \"text\" : \"a \\\"b\\\"\\n\", \"none\" : null, \"at\" : \"1970-01-01T00:00:00Z\","
                + " \"list\" : [ 1, 2.5, 0.3333, null, true ], \"machine\" : { \"processor\" :"
                + " \"cpu\", \"cores\" : 2, \"system\" : \"os\", \"java\" : \"25\" },"
                + " \"spread\" : { \"min\" : 1.0, \"median\" : null, \"max\" : 1.23456781235E7 } }");
  }

  @Test
  void writesWhatARunFoundOut() {
    ServerRun failed = ServerRun.failed("x", 3, "why");
    assertThat(Json.of(List.of(failed))).contains("\"failure\" : \"why\"", "\"load\" : null");
  }
}
