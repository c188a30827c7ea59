package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Message;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events over the connection that carries the pictures. */
final class LiveEventsIT {
  private static final int KEPT = 20;

  @TempDir private Path folder;
  private FakeTasks work;
  private ServerPair pair;
  private LiveSocket client;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, KEPT);
    pair = ServerPair.working(Timeouts.STANDARD, work.content(), "door");
    client = LiveSocket.open(pair.port());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    pair.close();
    work.close();
  }

  @Test
  void comeBesideThePictures() throws Exception {
    client.watch(1, "door", "").send("{'type':'listen'}");
    String place = client.message("listening").json().getString("id");
    assertThat(place).isEqualTo(work.events().newest().toString());
    pair.fake("door").shows("door 1");
    assertThat(client.picture().text()).isEqualTo("door 1");
    publish("{'type':'camera.trouble','camera':'dö\\nor'}");

    JsonObject event = client.message("event").json();
    assertThat(event.getString("id")).isEqualTo(work.events().newest().toString());
    assertThat(event.getJsonObject("event").getString("type")).isEqualTo("camera.trouble");
    assertThat(event.getJsonObject("event").getString("camera")).isEqualTo("dö\nor");
  }

  @Test
  void areThoseOfTheRequestedTypesAndTasks() throws Exception {
    client.send("{'type':'listen','types':['task.ended','viewers'],'tasks':['clip']}");
    client.message("listening");
    publish("{'type':'camera','n':1}");
    publish("{'type':'task.ended','kind':'snapshot','n':2}");
    publish("{'type':'task.ended','kind':'clip','n':3}");
    publish("{'type':'viewers','n':4}");
    assertThat(number()).isEqualTo(3);
    assertThat(number()).isEqualTo(4);

    client.send("{'type':'listen','types':['camera']}");
    client.message("listening");
    publish("{'type':'viewers','n':5}");
    publish("{'type':'camera','n':6}");
    assertThat(number()).isEqualTo(6);
  }

  @Test
  void resumeAfterTheLastThatTheClientHas() throws Exception {
    client.send("{'type':'listen'}");
    client.message("listening");
    publish("{'type':'camera','n':1}");
    String last = client.message("event").json().getString("id");
    client.close();
    publish("{'type':'camera','n':2}");

    client = LiveSocket.open(pair.port());
    client.send("{'type':'listen','after':'" + last + "'}");
    assertThat(client.message("listening").json().getString("id")).isEqualTo(last);
    assertThat(number()).isEqualTo(2);
  }

  @Test
  void thatAreGoneAreReportedAsMissing() throws Exception {
    String first = work.events().newest().toString();
    for (int n = 1; n <= 2 * KEPT; n++) {
      publish("{'type':'camera','n':%d}".formatted(n));
    }
    client.send("{'type':'listen','after':'" + first + "'}");
    assertThat(client.message("gap").json().containsKey("missed")).isFalse();
    client.send("{'type':'listen','after':'nonsense'}");
    client.message("listening");
    client.message("gap");
  }

  @Test
  void stopWhenTheClientWantsNoMore() throws Exception {
    client.send("{'type':'listen'}");
    client.message("listening");
    client.send("{'type':'unlisten'}").send("{'type':'clock','id':1}");
    client.message(message -> message.json().containsKey("id"));
    publish("{'type':'camera','n':1}");
    client.send("{'type':'clock','id':2}");
    Message next =
        client.message(
            message -> message.type().equals("event") || message.json().containsKey("id"));
    assertThat(next.type()).isEqualTo("clock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'types':'task'",
        "'types':[1]",
        "'tasks':{}",
        "'after':7",
        "'after':'1','view':1",
      })
  void thatAreAskedForWronglyAreRefusedWithASentence(String fields) throws Exception {
    client.send("{'type':'listen'," + fields + "}");
    Message error = client.message("error");
    assertThat(error.code()).isEqualTo("bad_message");
    assertThat(error.json().getJsonObject("error").getString("message")).endsWith(".");
  }

  @Test
  void areRefusedWhereThereAreNone() throws Exception {
    try (ServerPair without = ServerPair.serving("door");
        LiveSocket asking = LiveSocket.open(without.port())) {
      asking.send("{'type':'listen'}");
      assertThat(asking.message("error").code()).isEqualTo("no_events");
    }
  }

  @Test
  void thatAClientDoesNotReadAreBounded() throws Exception {
    try (LiveSocket unread = LiveSocket.unread(pair.port())) {
      unread.send("{'type':'listen'}");
      for (int n = 0; n < 3000; n++) {
        publish("{'type':'camera','text':'" + "x".repeat(2000) + "'}");
      }
      client.send("{'type':'listen'}");
      client.message("listening");
      publish("{'type':'camera','n':1}");
      assertThat(number()).isEqualTo(1);
    }
  }

  private int number() throws InterruptedException {
    return client.message("event").json().getJsonObject("event").getInteger("n");
  }

  private void publish(String json) {
    work.events().publish(FakeTasks.json(json.replace('\'', '"')));
  }
}
