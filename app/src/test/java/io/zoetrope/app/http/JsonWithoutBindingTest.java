package io.zoetrope.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import org.junit.jupiter.api.Test;

class JsonWithoutBindingTest {
  @Test
  void theServersJsonIsMadeWithoutDataBinding() {
    assertThat(Json.CODEC).isExactlyInstanceOf(JacksonCodec.class);
  }

  @Test
  void whatTheServerAnswersIsReadAndWritten() {
    JsonObject value =
        new JsonObject()
            .put("text", "Tür \"1\"")
            .put("number", 1.5)
            .put("long", 12_345_678_901L)
            .putNull("nothing")
            .put("list", new JsonArray().add(true).add(new JsonObject().put("a", 1)));
    assertThat(new JsonObject(value.encode())).isEqualTo(value);
    assertThat(Json.decodeValue("[1,\"x\"]")).isEqualTo(new JsonArray().add(1).add("x"));
  }
}
