package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import io.zoetrope.web.fixture.ServerPair;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All cameras of a wall over one connection. */
class ManyCamerasIT {
  private static final int ROUNDS = 5;

  @ParameterizedTest
  @ValueSource(ints = {16, 64})
  void allMove(int cameras) throws Exception {
    String[] ids = IntStream.range(0, cameras).mapToObj(n -> "c" + n).toArray(String[]::new);
    try (ServerPair pair = ServerPair.serving(ids);
        LiveSocket client = LiveSocket.open(pair.port())) {
      for (int n = 0; n < cameras; n++) {
        client.watch(n, ids[n], "");
      }
      for (int round = 1; round <= ROUNDS; round++) {
        for (String id : ids) {
          pair.fake(id).shows(id + " " + round);
        }
        Map<Integer, String> shown = new HashMap<>();
        while (shown.size() < cameras) {
          Picture picture = client.picture();
          shown.put(picture.view(), picture.text());
          client.taken(picture);
        }
        int now = round;
        assertThat(shown)
            .allSatisfy((view, text) -> assertThat(text).isEqualTo("c" + view + " " + now));
      }
    }
  }
}
