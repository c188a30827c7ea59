package io.zoetrope.web.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.LiveObjects;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is kept of a connection that has closed, whatever it was doing. */
class ClosedConnectionsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String CONNECTION = "io.vertx.core.http.impl.Http1xServerConnection";
  private static final int CLIENTS = 200;

  /** What the client has done when it closes. */
  enum Moment {
    NOTHING_ASKED {
      @Override
      void reach(RawClient client) {}
    },
    HALF_A_HEAD {
      @Override
      void reach(RawClient client) throws Exception {
        client.send("GET /healthz HTTP/1.1\r\nHost");
      }
    },
    ANSWERED {
      @Override
      void reach(RawClient client) throws Exception {
        client.get("/healthz").readAnswer();
      }
    },
    ANSWERED_FOR_THE_LAST_TIME {
      @Override
      void reach(RawClient client) throws Exception {
        client.get("/healthz", "Connection: close").readToEnd();
      }
    },
    HALF_A_BODY {
      @Override
      void reach(RawClient client) throws Exception {
        client.send("POST /healthz HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\n{");
      }
    },
    WAITING_FOR_A_PICTURE {
      @Override
      void reach(RawClient client) throws Exception {
        client.get("/snapshot");
      }
    },
    WATCHING {
      @Override
      void reach(RawClient client) throws Exception {
        StreamClient.of(client.get("/video_feed"));
      }
    },
    PIPELINED_BEHIND_A_SNAPSHOT {
      @Override
      void reach(RawClient client) throws Exception {
        client.get("/snapshot").get("/healthz").get("/snapshot").get("/video_feed");
      }
    };

    abstract void reach(RawClient client) throws Exception;
  }

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair =
        ServerPair.serving(
            Timeouts.STANDARD
                .withFirstRequest(Duration.ofMinutes(10))
                .withNextRequest(Duration.ofMinutes(10))
                .withSnapshot(Duration.ofMillis(500)),
            "door");
  }

  @ParameterizedTest
  @EnumSource
  void closedConnectionsAreForgotten(Moment moment) throws Exception {
    close(moment, 1);
    long before = LiveObjects.count().of(CONNECTION);

    close(moment, CLIENTS);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(LiveObjects.count().of(CONNECTION)).isLessThanOrEqualTo(before + 2));
  }

  private void close(Moment moment, int clients) throws Exception {
    for (int n = 0; n < clients; n++) {
      try (RawClient client = RawClient.connect(pair.port())) {
        moment.reach(client);
        if (n % 2 == 1) {
          client.reset();
        }
      }
    }
  }
}
