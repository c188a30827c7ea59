package io.zoetrope.web.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameAncestorsTest {
  private final FrameAncestors listed =
      FrameAncestors.of(
          List.of("https://Dashboard.example:443/", "http://192.0.2.7:80", "http://nas:8123"));

  @Test
  void browsersLeaveOutTheUsualPort() {
    assertThat(listed.list("https://dashboard.example")).isTrue();
    assertThat(listed.list("http://192.0.2.7")).isTrue();
    assertThat(listed.list("http://nas:8123")).isTrue();
  }

  @Test
  void anotherSchemePortOrNameIsAnotherSite() {
    assertThat(
            List.of(
                "http://dashboard.example",
                "https://dashboard.example:8443",
                "https://dashboard.example.org",
                "https://x.dashboard.example",
                "http://nas",
                "null",
                ""))
        .noneMatch(listed::list);
    assertThat(FrameAncestors.SELF.list("https://dashboard.example")).isFalse();
  }
}
