package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.web.fixture.RawClient;
import org.junit.jupiter.api.Test;

/** A program's server answers to the names that it was given. */
class NamedServerIT {
  @Test
  void aProgramCanNameItsServer() throws Exception {
    try (LiveCameras cameras = LiveCameras.builder().build()) {
      int named = cameras.listen("127.0.0.1", 0, "cams.example.org");
      int unnamed = cameras.listen("127.0.0.1", 0);

      assertThat(statusOf(named, "CAMS.example.org:81")).isEqualTo(200);
      assertThat(statusOf(named, "other.example.org")).isEqualTo(421);
      assertThat(statusOf(unnamed, "cams.example.org")).isEqualTo(421);
      assertThat(statusOf(unnamed, "127.0.0.1")).isEqualTo(200);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cameras.listen("127.0.0.1", 0, "https://cams.example.org"))
          .withMessageContaining("is not the name of a server, such as cameras.example.org");
    }
  }

  private static int statusOf(int port, String host) throws Exception {
    try (RawClient client = RawClient.connect(port)) {
      client.send("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      return client.readAnswer().status();
    }
  }
}
