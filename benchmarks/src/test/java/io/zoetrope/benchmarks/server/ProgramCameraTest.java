package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramCameraTest {
  @Test
  void eachCameraOfTheFileRunsTheProgramWithItsPictures() {
    ProgramCamera camera =
        new ProgramCamera(
            Path.of("/o'neil/feed"),
            List.of(Path.of("/a b/1.jpg"), Path.of("/2.jpg")),
            Path.of("/"));
    assertThat(camera.config(2, 30))
        .isEqualTo(
            """
            cameras:
              bench1: 'exec:"/o''neil/feed" 30 "/a b/1.jpg" "/2.jpg"'
              bench2: 'exec:"/o''neil/feed" 30 "/a b/1.jpg" "/2.jpg"'
            """);
  }
}
