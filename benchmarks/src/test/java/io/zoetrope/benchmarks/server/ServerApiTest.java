package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.benchmarks.server.ServerApi.CameraStates;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ServerApiTest {
  @Test
  void addsTheFramesOfAllCameras() {
    CameraStates states =
        CameraStates.of(
            JsonMapper.shared()
                .readTree(
                    """
                    {"cameras": [{"id":"a","state":"idle","frames":12,"dropped":3},
                     {"id":"b","state":"live","frames":30}], "server": {"started": "x"}}
                    """));

    assertThat(states).isEqualTo(new CameraStates(List.of("idle", "live"), 42));
    assertThat(states.allIdle()).isFalse();
  }
}
