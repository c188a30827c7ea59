package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.KeptConnections;
import io.zoetrope.drivers.fixture.Video;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where playlists and their segments may lead. */
class PlaylistLeadsElsewhereIT extends LeadsElsewhereFixture {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPlaylistIsReadWithItsLoginAndItsRedirect(boolean bundled) throws Exception {
    try (KeptConnections camera =
            outside((request, number) -> {
              if (!request.contains("Authorization: Basic")) {
                return wantsLogin();
              }
              if (request.startsWith("GET /live ")) {
                return redirect("/live/index.m3u8");
              }
              return request.contains(".ts ")
                  ? answer("200 OK", "video/mp2t", segment)
                  : playlist("one.ts");
            });
        FrameSource source = open(camera.uri("viewer:hunter2@", "/live"), bundled)) {
      assertThat(Video.widthOf(source.read())).isEqualTo(320);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://HERE/x.ts, true",
    "http://HERE/x.ts, false",
    "httpproxy://HERE/10.0.0.1:22/x.ts, true",
    "httpproxy://HERE/10.0.0.1:22/x.ts, false",
    "tcp://HERE/x.ts, true",
    "tcp://HERE/x.ts, false",
    "crypto+http://HERE/x.ts, true",
    "crypto+http://HERE/x.ts, false",
    "https://HERE/x.ts, true",
    "https://HERE/x.ts, false",
  })
  void aPlaylistFromTheInternetMayNotLeadInside(String entry, boolean bundled) throws Exception {
    String there = entry.replace("HERE", "127.0.0.1:" + inside.port());
    try (KeptConnections camera = outside((request, number) -> playlist(there));
        FrameSource source = open(camera.uri("/live/index.m3u8"), bundled)) {
      assertThatThrownBy(source::read).isInstanceOf(IOException.class);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void aSegmentThatIsRedirectedInsideIsNotRead() throws Exception {
    try (KeptConnections camera =
            outside((request, number) ->
                request.contains(".ts ") ? redirect(inside.uri("/x.ts")) : playlist("one.ts"));
        FrameSource source = open(camera.uri("/live/index.m3u8"))) {
      assertThatThrownBy(source::read).hasMessageContaining(INSIDE);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void noLoginIsSentToSegmentsOnOtherHosts() throws Exception {
    try (KeptConnections other =
            outside((request, number) -> {
              asked.add(request);
              return answer("200 OK", "video/mp2t", segment);
            });
        KeptConnections camera =
            outside((request, number) ->
                request.contains("Authorization: Basic")
                    ? playlist(other.uri("/x.ts"))
                    : wantsLogin());
        FrameSource source = open(camera.uri("viewer:hunter2@", "/live/index.m3u8"))) {
      assertThat(Video.widthOf(source.read())).isEqualTo(320);
      assertThat(asked).isNotEmpty().noneMatch(LeadsElsewhereIT::hasLogin);
    }
  }
}
