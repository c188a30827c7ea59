package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.drivers.fixture.KeptConnections;
import io.zoetrope.drivers.fixture.KeptConnections.After;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects and playlists of a camera, which is on the internet at 127.0.0.2. */
class LeadsElsewhereIT extends LeadsElsewhereFixture {
  private static final byte[] PICTURE = Pictures.numbered(1);

  @Test
  void aRedirectFromTheInternetToThisMachineIsNotFollowed() throws Exception {
    try (KeptConnections camera = outside((request, number) -> redirect(inside.uri("/")));
        FrameSource source = open(camera.uri("/"))) {
      assertThatThrownBy(source::read).hasMessageContaining(INSIDE);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void aLaterRedirectIsNotFollowedEither() throws Exception {
    try (KeptConnections camera =
            outside((request, number) -> number == 1 ? picture() : redirect(inside.uri("/")));
        FrameSource source = open(camera.uri("/#fps=50"))) {
      source.read().release();

      assertThatThrownBy(source::read).hasMessageContaining(INSIDE);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void aLocalCameraMayLeadToItsNeighbour() throws Exception {
    try (KeptConnections neighbour =
            new KeptConnections((request, number) -> picture(), After.CLOSES_AT_ONCE);
        KeptConnections camera =
            new KeptConnections(
                (request, number) -> redirect(neighbour.uri("/")), After.CLOSES_AT_ONCE);
        FrameSource source = open(camera.uri("/"))) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.2/", "file:///etc/passwd", "gopher://127.0.0.1:70/"})
  void aRedirectLeadsToHttpAndHttpsOnly(String elsewhere) throws Exception {
    try (KeptConnections camera = outside((request, number) -> redirect(elsewhere));
        FrameSource source = open(camera.uri("/"))) {
      assertThatThrownBy(source::read)
          .hasMessageStartingWith(
              "the camera sends us to an address that is neither http nor https");
    }
  }

  @Test
  void theLoginStaysWithItsPort() throws Exception {
    try (KeptConnections other =
            outside((request, number) -> {
              asked.add(request);
              return wantsLogin();
            });
        KeptConnections camera = outside((request, number) -> redirect(other.uri("/")));
        FrameSource source = open(camera.uri("viewer:hunter2@", "/"))) {
      assertThatThrownBy(source::read).isInstanceOf(LoginRefusedException.class);
      assertThat(asked).isNotEmpty().noneMatch(LeadsElsewhereIT::hasLogin);
    }
  }

  @Test
  void theReasonIsReported() throws Exception {
    try (KeptConnections camera = outside((request, number) -> playlist(inside.uri("/x.ts")));
        FrameSource source = open(camera.uri("/live/index.m3u8"))) {
      assertThatThrownBy(source::read).hasMessageContaining(INSIDE);
    }
  }

  private static byte[] picture() {
    return answer("200 OK", "image/jpeg", PICTURE);
  }
}
