package io.zoetrope.web.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the cameras are doing, for programs. */
class CameraApiIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String[] FIELDS = {
    "id",
    "name",
    "state",
    "since",
    "width",
    "height",
    "fps",
    "viewers",
    "frames",
    "dropped",
    "tracks",
    "renditions",
    "error",
    "lastError",
    "source",
    "small",
    "controls",
  };

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door", "bench");
  }

  @Test
  void listsTheCamerasInTheOrderOfTheConfiguration() throws Exception {
    Answer answer = pair.get("/api/cameras");
    JsonArray cameras = answer.json().getJsonArray("cameras");

    assertThat(answer.header("Content-Type")).contains("application/json; charset=utf-8");
    assertThat(answer.header("Cache-Control"))
        .hasValueSatisfying(v -> assertThat(v).contains("no-store"));
    assertThat(cameras.getJsonObject(0).getString("id")).isEqualTo("door");
    assertThat(cameras.getJsonObject(1).getString("id")).isEqualTo("bench");
    assertThat(answer.json().getJsonObject("server").getInstant("started"))
        .isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void oneCameraIsDescribedAsInTheList() throws Exception {
    JsonObject listed = pair.get("/api/cameras").json().getJsonArray("cameras").getJsonObject(1);

    assertThat(pair.get("/api/cameras/bench").json()).isEqualTo(listed);
  }

  @Test
  void describesACameraThatNobodyWatches() throws Exception {
    JsonObject door = pair.get("/api/cameras/door").json();

    assertThat(door.fieldNames()).containsExactly(FIELDS);
    assertThat(door.getString("state")).isEqualTo("idle");
    assertThat(door.getInstant("since")).isBeforeOrEqualTo(Instant.now());
    assertThat(door.getValue("width")).isNull();
    assertThat(door.getValue("error")).isNull();
    assertThat(door.getValue("lastError")).isNull();
    assertThat(door.getInteger("viewers")).isZero();
    assertThat(pair.fake("door").timesOpened()).isZero();
  }

  @Test
  void describesACameraThatIsWatched() throws Exception {
    StreamClient viewer = pair.watch("/video_feed");
    pair.fake("door").shows("a picture");
    viewer.nextPart();

    JsonObject door = pair.get("/api/cameras/door").json();

    assertThat(door.fieldNames()).containsExactly(FIELDS);
    assertThat(door.getString("state")).isEqualTo("live");
    assertThat(door.getInteger("width")).isEqualTo(640);
    assertThat(door.getInteger("height")).isEqualTo(360);
    assertThat(door.getInteger("viewers")).isEqualTo(1);
    assertThat(door.getInteger("frames")).isEqualTo(1);
    assertThat(door.getInteger("dropped")).isZero();
    JsonObject track = door.getJsonArray("tracks").getJsonObject(0);
    assertThat(track.fieldNames())
        .containsExactly(
            "id", "codec", "profile", "width", "height", "fps", "keyFrameSeconds", "bitsPerSecond");
    assertThat(track.getString("codec")).isEqualTo("JPEG");
    assertThat(track.getInteger("width")).isEqualTo(640);
  }

  @Test
  void anErrorIsGoneWhenPicturesAreBack() throws Exception {
    pair.fake("door").failsToOpen("there is no such device");
    StreamClient viewer = pair.watch("/video_feed");
    viewer.nextPart();

    JsonObject failing = pair.get("/api/cameras/door").json();
    assertThat(failing.getString("state")).isEqualTo("retrying");
    assertThat(failing.getJsonObject("error").fieldNames())
        .containsExactly("code", "message", "since", "attempts", "nextAttempt");
    assertThat(failing.getJsonObject("error").getString("message"))
        .isEqualTo("there is no such device");

    pair.fake("door").opensAgain();
    pair.fake("door").shows("a picture");
    await().atMost(PATIENCE).until(() -> pair.camera("door").state().label().equals("live"));
    JsonObject well = pair.get("/api/cameras/door").json();
    assertThat(well.getValue("error")).isNull();
    assertThat(well.getJsonObject("lastError").fieldNames()).containsExactly("message", "since");
    assertThat(well.getJsonObject("lastError").getString("message"))
        .isEqualTo("there is no such device");
  }

  @Test
  void adviceWithAnExampleLoginReachesPeople() throws Exception {
    String help = "write it as in http://user:password@host/path";
    pair.fake("door").failsToOpen(help);
    pair.watch("/video_feed").nextPart();

    for (String address : new String[] {"/api/cameras", "/api/cameras/door", "/snapshot"}) {
      assertThat(pair.get(address).text()).contains(help);
    }
  }

  @Test
  void healthNeedsNoCameraAndNamesTheVersion() throws Exception {
    Answer answer = pair.get("/healthz");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("status")).isEqualTo("ok");
    assertThat(answer.json().getString("version")).matches("\\d+\\.\\d+\\.\\d+.*");
  }
}
