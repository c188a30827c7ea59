package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import org.junit.jupiter.api.Test;

/** Pages of other sites at the WebSocket: those in {@code server.embed}, and all others. */
class ListedSitesIT {
  private static final String LISTED = "Origin: https://dashboard.example";
  private static final String CROSS_SITE = "Sec-Fetch-Site: cross-site";

  @Test
  void aPageOfAListedSiteGetsAWebSocket() throws Exception {
    try (ServerPair pair = ServerPair.serving("door");
        RawClient client = RawSocket.upgrade(pair.connect(), LISTED, CROSS_SITE)) {
      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void theRefusalOfAnotherNamesTheKey() throws Exception {
    try (ServerPair pair = ServerPair.serving("door")) {
      assertThat(pair.get("/api/live", "Origin: https://elsewhere.example").text())
          .contains("foreign_origin", "server.embed", "https://elsewhere.example");
      assertThat(pair.get("/api/live", CROSS_SITE).text()).contains("server.embed");
    }
  }

  @Test
  void aListedSiteChangesNothingAllTheSame() throws Exception {
    try (ServerPair pair = ServerPair.serving("door")) {
      assertThat(pair.ask("PUT", "/api/cameras/door/controls", LISTED).status()).isEqualTo(403);
    }
  }
}
