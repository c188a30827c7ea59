package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CameraStatesTest {
  @Test
  void addsThePicturesOfAllCameras() {
    CameraStates states =
        CameraStates.parse(
            """
            {"cameras": [{"id":"a","state":"idle","frames":12,"dropped":3},
             {"id":"b","state":"live","frames":30}], "server": {"started": "x"}}
            """);
    assertThat(states).isEqualTo(new CameraStates(List.of("idle", "live"), 42));
    assertThat(states.allIdle()).isFalse();
  }
}
