package io.zoetrope.web.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zoetrope.core.fixture.FakeControls;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Brightness and its like, for programs. */
class ControlsIT {
  private static final String ADDRESS = "/api/cameras/bench/controls";
  private static final String JSON = "Content-Type: application/json";

  @AutoClose private ServerPair pair;
  private FakeControls controls;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door", "bench");
    controls =
        pair.fake("bench")
            .hasControls(
                FakeControls.integer("brightness", -64, 64, 1, 0),
                FakeControls.integer("focus", 0, 250, 5, 50),
                FakeControls.toggle("autofocus", true),
                FakeControls.menu("mains", 1, Map.of(1L, "50 Hz", 2L, "60 Hz")),
                FakeControls.button("reset"),
                FakeControls.readOnly("temperature", 40));
  }

  @Test
  void listsControlsInTheCamerasOrder() throws Exception {
    Answer answer = pair.get(ADDRESS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .isEqualTo(
            new JsonObject(
                """
                {"controls": [
                  {"name": "brightness", "label": "Brightness", "type": "integer",
                   "minimum": -64, "maximum": 64, "step": 1, "default": 0, "value": 0,
                   "inactive": false, "readOnly": false},
                  {"name": "focus", "label": "Focus", "type": "integer",
                   "minimum": 0, "maximum": 250, "step": 5, "default": 50, "value": 50,
                   "inactive": false, "readOnly": false},
                  {"name": "autofocus", "label": "Autofocus", "type": "boolean",
                   "default": true, "value": true, "inactive": false, "readOnly": false},
                  {"name": "mains", "label": "Mains", "type": "menu",
                   "menu": [{"value": 1, "name": "50 Hz"}, {"value": 2, "name": "60 Hz"}],
                   "default": 1, "value": 1, "inactive": false, "readOnly": false},
                  {"name": "reset", "label": "Reset", "type": "button",
                   "inactive": false, "readOnly": false},
                  {"name": "temperature", "label": "Temperature", "type": "integer",
                   "minimum": 0, "maximum": 100, "step": 1, "default": 40, "value": 40,
                   "inactive": false, "readOnly": true}
                ]}
                """));
    assertThat(pair.fake("bench").timesOpened()).isZero();
  }

  @Test
  void setsSeveralAtOnceSwitchesFirstAndAnswersWithTheNewList() throws Exception {
    Answer answer =
        put("{\"focus\": 100, \"autofocus\": false, \"mains\": 2, \"brightness\": -12.0}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(controls.log())
        .containsExactly("autofocus=0", "mains=2", "focus=100", "brightness=-12");
    assertThat(answer.json()).isEqualTo(pair.get(ADDRESS).json());
    assertThat(answer.json().getJsonArray("controls").getJsonObject(1).getInteger("value"))
        .isEqualTo(100);
  }

  @Test
  void pressesAButton() throws Exception {
    assertThat(put("{\"reset\": true}").status()).isEqualTo(200);
    assertThat(controls.log()).containsExactly("reset=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"contrast": 1}           | There is no control 'contrast'; there are: brightness, focus, autofocus, mains, reset, temperature.
          {"brightness": 65}        | The control brightness is a whole number from -64 to 64, not 65.
          {"brightness": -65}       | The control brightness is a whole number from -64 to 64, not -65.
          {"brightness": 1.5}       | The control brightness is a whole number from -64 to 64, not 1.5.
          {"brightness": 1e300}     | The control brightness is a whole number from -64 to 64, not 1.0E300.
          {"brightness": "12"}      | The control brightness is a whole number from -64 to 64, not "12".
          {"brightness": true}      | The control brightness is a whole number from -64 to 64, not true.
          {"brightness": null}      | The control brightness is a whole number from -64 to 64, not null.
          {"brightness": [1]}       | The control brightness is a whole number from -64 to 64, not [1].
          {"focus": 51}             | The control focus is a whole number from 0 to 250 in steps of 5, not 51.
          {"autofocus": 1}          | The control autofocus is true or false, not 1.
          {"mains": 3}              | The control mains is one of 1 (50 Hz), 2 (60 Hz), not 3.
          {"reset": false}          | The control reset is a button, which true presses, not false.
          {"temperature": 20}       | The control temperature can only be read.
          """)
  void refusesInvalidValues(String body, String message) throws Exception {
    Answer answer = put(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("bad_control");
    assertThat(answer.errorMessage()).isEqualTo(message);
  }

  @Test
  void setsNothingIfOneOfSeveralIsInvalid() throws Exception {
    assertThat(put("{\"brightness\": 12, \"focus\": 1000}").status()).isEqualTo(400);
    assertThat(controls.log()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "brightness=12", "{", "[1]", "12", "null", "\"x\""})
  void refusesAnythingButAJsonObject(String body) throws Exception {
    Answer answer = put(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("bad_json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: text/plain; application/json",
        "X-Nothing: at all"
      })
  void refusesWhatAnotherSitesPageCouldSend(String header) throws Exception {
    Answer answer = put("{\"brightness\": 12}", header);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.errorMessage()).contains("application/json");
    assertThat(controls.log()).isEmpty();
  }

  @Test
  void acceptsJsonWithACharset() throws Exception {
    assertThat(put("{}", "content-type: Application/JSON; charset=utf-8").status()).isEqualTo(200);
  }

  @Test
  void refusesAnEndlessBody() throws Exception {
    RawClient client = pair.connect();
    client.request("PUT", ADDRESS, JSON, "Content-Length: 1000000000");
    client.send("{\"brightness\": " + " ".repeat(70_000));

    Answer answer = client.readAnswer();

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Connection")).contains("close");
  }

  @Test
  void aCameraWithoutControlsSaysSo() throws Exception {
    Answer answer = pair.get("/api/cameras/door/controls");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.errorCode()).isEqualTo("no_controls");
    assertThat(answer.errorMessage()).contains("'door'");
    assertThat(pair.get("/api/cameras/nobody/controls").errorCode()).isEqualTo("no_such_camera");
  }

  @Test
  void anAbsentCameraIsReportedAsUnavailable() throws Exception {
    controls.fail("there is no camera at /dev/video0; none is there: is it plugged in?");

    for (Answer answer : new Answer[] {pair.get(ADDRESS), put("{\"brightness\": 1}")}) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.errorMessage())
          .isEqualTo("There is no camera at /dev/video0; none is there: is it plugged in?");
    }
  }

  @Test
  void reportsWhatTheCameraItselfRefuses() throws Exception {
    controls.refuse("focus");

    Answer answer = put("{\"focus\": 100}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.errorMessage()).isEqualTo("The camera does not take focus.");
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    Answer answer = pair.ask("POST", ADDRESS);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET, HEAD, PUT, OPTIONS");
    assertThat(pair.ask("OPTIONS", ADDRESS).header("Allow")).contains("GET, HEAD, PUT, OPTIONS");
    assertThat(pair.ask("HEAD", ADDRESS, "Connection: close").status()).isEqualTo(200);
  }

  private Answer put(String body) throws Exception {
    return put(body, JSON);
  }

  private Answer put(String body, String header) throws Exception {
    RawClient client = pair.connect();
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    client.request("PUT", ADDRESS, header, "Content-Length: " + length);
    if (!body.isEmpty()) {
      client.send(body);
    }
    return client.readAnswer();
  }
}
