package io.zoetrope.web.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses that printers' and homes' programs have built in. */
class CompatIT {
  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door", "bench");
  }

  @ParameterizedTest
  @CsvSource({
    "/?action=stream, door",
    "/?action=stream_0, door",
    "/?action=stream_1, bench",
    "/?action=stream&1608856928650, door",
    "/?action=stream_1&1608856928650, bench",
    "/?action=stream?nonce=1, door",
    "/?action=stream_1?x, bench",
    "/?action=stream_01, bench",
    "/?nonce=1&action=stream_1, bench",
    "/?1608856928650&action=stream, door",
    "/stream, door",
    "/stream?extra_headers=1&advance_headers=1, door",
  })
  void everyAddressStreamsItsCamera(String address, String camera) throws Exception {
    StreamClient viewer = pair.watch(address);
    pair.fake(camera).shows("of the " + camera);

    assertThat(viewer.nextPart().text()).isEqualTo("of the " + camera);
  }

  @ParameterizedTest
  @CsvSource({
    "/?action=snapshot, door",
    "/?action=snapshot_0, door",
    "/?action=snapshot_1, bench",
    "/?action=snapshot&n=1608856928650, door",
    "/?action=snapshot_1?x, bench",
    "/snapshot, door",
    "/snapshot?n=1, door",
  })
  void everyAddressShowsASnapshotOfItsCamera(String address, String camera) throws Exception {
    RawClient client = pair.connect().get(address);
    pair.fake(camera).shows("of the " + camera);

    Answer answer = client.readAnswer();
    assertThat(answer.text()).isEqualTo("of the " + camera);
    assertThat(answer.header("Content-Length")).contains(String.valueOf(answer.body().length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?action=stream_9", "/?action=snapshot_9", "/?action=stream_2&1"})
  void aNumberBeyondTheCamerasIsNotFound(String address) throws Exception {
    assertThat(pair.get(address).errorCode()).isEqualTo("no_such_camera");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?action=command",
        "/?action=",
        "/?action",
        "/?action=streams",
        "/?action=stream_",
        "/?action=stream_x",
        "/?action=stream_-1",
        "/?action=stream_1234567890123",
        "/?action=Stream",
      })
  void unknownActionsAreRefused(String address) throws Exception {
    Answer answer = pair.get(address);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("unknown_action");
    assertThat(answer.errorMessage()).contains("action=stream", "action=snapshot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?", "/?camera=door", "/?1608856928650"})
  void withoutAnActionThePageIsServed(String address) throws Exception {
    assertThat(pair.get(address).text()).startsWith("<!doctype html>");
  }

  @Test
  void stateHasMicroStreamersForm() throws Exception {
    StreamClient viewer = pair.watch("/stream");
    pair.fake("door").shows("a picture");
    viewer.nextPart();

    JsonObject state = pair.get("/state").json();

    assertThat(state.getBoolean("ok")).isTrue();
    JsonObject source = state.getJsonObject("result").getJsonObject("source");
    assertThat(source.getJsonObject("resolution").getMap())
        .containsEntry("width", 640)
        .containsEntry("height", 360);
    assertThat(source.getBoolean("online")).isTrue();
    assertThat(source.getDouble("captured_fps")).isZero();
    JsonObject stream = state.getJsonObject("result").getJsonObject("stream");
    assertThat(stream.getInteger("clients")).isEqualTo(1);
    assertThat(stream.getJsonObject("clients_stat")).isNotNull();
  }

  @Test
  void stateOfACameraThatFailsIsOffline() throws Exception {
    pair.fake("door").failsToOpen("there is no such device");
    pair.watch("/stream").nextPart();

    JsonObject result = pair.get("/state").json().getJsonObject("result");

    assertThat(result.getJsonObject("source").getBoolean("online")).isFalse();
  }
}
