package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.ServerPair;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not there is said in words and in a form for programs. */
class NotFoundIT {
  @AutoClose private static ServerPair pair;

  @BeforeAll
  static void start() throws Exception {
    pair = ServerPair.serving("front door", "bench");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/assets/",
        "/assets",
        "/cameras",
        "/cameras/",
        "/cameras/bench",
        "/api",
        "/api/cameras/bench/more",
        "/../../etc/passwd",
        "/assets/../../../../etc/passwd",
        "/assets/..%2f..%2fWebServer.class",
        "/assets/%2e%2e/WebServer.class",
        "/assets/PageFiles.class",
        "/?asset=../PageFiles.class",
        "/?asset=/etc/passwd",
        "/?asset=",
        "/VIDEO_FEED",
      })
  void unknownPathsAreNotFound(String path) throws Exception {
    Answer answer = pair.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.errorCode()).isEqualTo("not_found");
    assertThat(answer.errorMessage()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/cameras/garden/stream.mjpg",
        "/cameras/garden/snapshot.jpg",
        "/api/cameras/garden",
        "/cameras/BENCH/snapshot.jpg",
        "/cameras/..%2fbench/snapshot.jpg",
        "/cameras/bench%00/snapshot.jpg",
        "/cameras/%F0%9F%90%88/snapshot.jpg",
        "/cameras/%22%3Cscript%3E/snapshot.jpg",
        "/?action=stream_2",
        "/?action=snapshot_999",
      })
  void anUnknownCameraIsNotFoundAndTheKnownOnesAreListed(String path) throws Exception {
    Answer answer = pair.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.errorCode()).isEqualTo("no_such_camera");
    assertThat(answer.errorMessage()).endsWith("there are: front door, bench.");
    assertThat(answer.header("Content-Type")).contains("application/json; charset=utf-8");
  }

  @Test
  void saysWhenThereIsNoCameraAtAll() throws Exception {
    try (ServerPair empty = ServerPair.serving()) {
      assertThat(empty.get("/video_feed").errorMessage()).endsWith("none is configured.");
      assertThat(empty.get("/state").status()).isEqualTo(404);
      assertThat(empty.get("/api/cameras").json().getJsonArray("cameras")).isEmpty();
      assertThat(empty.get("/").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/cameras/front%20door",
        "/api/cameras/%66ront%20door",
        "/api/../api/cameras/front%20door",
        "/./api/cameras/front%20door?any=thing",
      })
  void camerasAreFoundUnderEncodedNames(String path) throws Exception {
    assertThat(pair.get(path).json().getString("id")).isEqualTo("front door");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cameras/%zz/snapshot.jpg", "/%", "/?action=%zz", "/?asset=%"})
  void anUnreadableAddressIsABadRequest(String path) throws Exception {
    Answer answer = pair.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("bad_request");
  }
}
