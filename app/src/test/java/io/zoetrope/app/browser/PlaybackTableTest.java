package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class PlaybackTableTest {
  @Test
  void theDocsHaveIt() throws IOException {
    assertThat(Path.of("../docs/browsers.md")).content().contains(PlaybackTable.markdown());
  }
}
