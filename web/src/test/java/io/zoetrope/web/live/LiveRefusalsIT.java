package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Message;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of the WebSocket may not ask for. */
class LiveRefusalsIT {
  @AutoClose private ServerPair pair;
  @AutoClose private LiveSocket client;

  @BeforeEach
  void serve() throws Exception {
    pair = ServerPair.serving("door", "yard");
    client = LiveSocket.open(pair.port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | -1 | bad_message | Every message has a type, one of watch, unwatch, pause, resume, taken, listen, unlisten, clock.",
        "{'type': 5} | -1 | bad_message | Every message has a type, one of watch, unwatch, pause, resume, taken, listen, unlisten, clock.",
        "{'type': 'look'} | -1 | bad_message | There is no message of type 'look', only watch, unwatch, pause, resume, taken, listen, unlisten, clock.",
        "{'type':'watch','camera':'door'} | -1 | bad_message | view is the number that you give a view, from 0 to 65535.",
        "{'type':'watch','view':65536,'camera':'door'} | 65536 | bad_message | view is a whole number from 0 to 65535.",
        "{'type':'watch','view':'1','camera':'door'} | -1 | bad_message | view is a whole number from 0 to 65535.",
        "{'type':'watch','view':1} | 1 | bad_message | `camera is the id of a camera, as in {'camera': 'door'}.`",
        "{'type':'watch','view':1,'camera':'door','stream':'tiny'} | 1 | bad_stream | `stream is main or small, the camera's sub-stream if it has one.`",
        "{'type':'watch','view':1,'camera':'door','stream':5} | 1 | bad_message | stream is main or small.",
        "{'type':'watch','view':1,'camera':'door','video':'jpeg'} | 1 | bad_message | `video lists what you can play, as in ['h264', 'jpeg']: jpeg, h264, h265.`",
        "{'type':'watch','view':1,'camera':'door','video':['vp8','jpeg']} | 1 | bad_message | `video lists what you can play, as in ['h264', 'jpeg']: jpeg, h264, h265.`",
        "{'type':'watch','view':1,'camera':'door','video':[]} | 1 | bad_message | `video lists what you can play, as in ['h264', 'jpeg']: jpeg, h264, h265.`",
        "{'type':'watch','view':1,'camera':'door','audio':1} | 1 | bad_message | audio is true or false.",
        "{'type':'watch','view':1,'camera':'door','width':0} | 1 | bad_message | width is a whole number from 1 to 3840.",
        "{'type':'watch','view':1,'camera':'door','width':1.5} | 1 | bad_message | width is a whole number from 1 to 3840.",
        "{'type':'watch','view':1,'camera':'door','quality':101} | 1 | bad_message | quality is a whole number from 1 to 100.",
        "{'type':'watch','view':1,'camera':'door','fps':0} | 1 | bad_message | `fps is a number of pictures a second, above 0 and at most 60.`",
        "{'type':'watch','view':1,'camera':'door','fps':1e99} | 1 | bad_message | `fps is a number of pictures a second, above 0 and at most 60.`",
        "{'type':'watch','view':1,'camera':'door','ahead':0} | 1 | bad_message | ahead is a whole number from 1 to 1000.",
        "{'type':'watch','view':1,'camera':'door','heigth':5} | 1 | bad_message | This message has no field 'heigth'.",
        "{'type':'watch','view':1,'camera':'dor'} | 1 | no_such_camera | `There is no camera 'dor'; there are: door, yard.`",
        "{'type':'unwatch','view':1} | 1 | no_such_view | There is no view 1: watch a camera first.",
        "{'type':'pause','views':[1]} | -1 | no_such_view | There is no view 1: watch a camera first.",
        "{'type':'resume','views':[1]} | -1 | no_such_view | There is no view 1: watch a camera first.",
        "{'type':'pause','views':1} | -1 | bad_message | `views is a list of numbers of views, as in [1, 2].`",
        "{'type':'pause','views':['1']} | -1 | bad_message | view is the number that you give a view, from 0 to 65535.",
        "{'type':'taken'} | -1 | bad_message | `frames has the number of the last frame that was taken, by view, as in {'1': 17}.`",
        "{'type':'taken','frames':{'one':17}} | -1 | bad_message | `frames has the number of the last frame that was taken, by view, as in {'1': 17}.`",
        "{'type':'taken','frames':{'1':-1}} | -1 | bad_message | `frames has the number of the last frame that was taken, by view, as in {'1': 17}.`",
        "{'type':'clock'} | -1 | bad_message | id is a whole number, which comes back with the server's clock.",
        "{'type':'clock','id':1e400} | -1 | bad_message | id is a whole number, which comes back with the server's clock.",
      })
  void aMessageThatCannotBeFollowedGetsASentence(
      String json, int view, String code, String sentence) throws Exception {
    client.send(json);
    Message error = client.message("error");

    assertThat(error.view()).isEqualTo(view);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.json().getJsonObject("error").getString("message").replace('"', '\''))
        .isEqualTo(sentence);
    client.watch(2, "door", "");
    pair.fake("door").shows("all goes on");
    assertThat(client.picture().text()).isEqualTo("all goes on");
  }

  @Test
  void aWatchThatFailsEndsTheViewOfItsNumber() throws Exception {
    client.watch(1, "door", "");
    client.message("state");
    client.watch(1, "dor", "");
    assertThat(client.message("error").code()).isEqualTo("no_such_camera");
    await().until(() -> pair.viewers("door") == 0);
    client.send("{'type':'unwatch','view':1}");
    assertThat(client.message("error").code()).isEqualTo("no_such_view");
  }

  @Test
  void oneRenditionTooManyIsRefusedAndTheOthersGoOn() throws Exception {
    for (int n = 0; n < ServerPair.MOST_RENDITIONS; n++) {
      client.watch(n, "door", ",'width':%d".formatted(160 + n * 80));
    }
    client.watch(9, "door", ",'width':640,'quality':50");
    Message error = client.message("error");
    assertThat(error.view()).isEqualTo(9);
    assertThat(error.code()).isEqualTo("too_many_renditions");
    pair.fake("door").shows("door");
    assertThat(client.picture().text()).startsWith("door ");
  }

  @Test
  void aConnectionHasALimitOfViews() throws Exception {
    for (int view = 0; view < 129; view++) {
      client.watch(view, "door", "");
    }
    Message error = client.message("error");
    assertThat(error.view()).isEqualTo(128);
    assertThat(error.code()).isEqualTo("too_many_views");
    assertThat(pair.viewers("door")).isEqualTo(128);
    client.send("{'type':'unwatch','view':5}").watch(128, "door", "");
    client.message(message -> message.type().equals("state") && message.view() == 128);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type': | 1007 | bad_json",
        "[1] | 1007 | bad_json",
        "hello | 1007 | bad_json",
        "{} {} | 1007 | bad_json",
      })
  void whatIsNotJsonEndsTheConnection(String text, int status, String code) throws Exception {
    client.watch(1, "door", "").send(text);
    assertThat(client.message("error").code()).isEqualTo(code);
    assertThat(client.closed().code()).isEqualTo(status);
    await().until(() -> pair.viewers("door") == 0);
  }

  @Test
  void deepNestingEndsTheConnection() throws Exception {
    client.send("{'type':" + "[".repeat(8000) + "]".repeat(7000) + "}");
    assertThat(client.closed().code()).isEqualTo(1007);
  }

  @Test
  void aBinaryMessageEndsTheConnection() throws Exception {
    client.sendBinary((byte) 1, (byte) 2);
    assertThat(client.message("error").code()).isEqualTo("binary_message");
    assertThat(client.closed())
        .isEqualTo(
            new LiveSocket.Closed(
                1003, "Send JSON in messages of text; only the server sends binary messages."));
  }

  @Test
  void aLargeMessageEndsTheConnectionWhateverItsPieces() throws Exception {
    client.send(" ".repeat(17_000));
    assertThat(client.message("error").code()).isEqualTo("message_too_large");
    assertThat(client.closed().code()).isEqualTo(1009);

    RawSocket pieces = RawSocket.open(pair);
    pieces.send(RawSocket.TEXT, new byte[10_000]).send(0, new byte[10_000]);
    assertThat(pieces.error()).contains("A message has at most 16 KB.");
    assertThat(pieces.next(RawSocket.CLOSE).closeCode()).isEqualTo(1009);
  }

  @Test
  void aFloodEndsTheConnection() throws Exception {
    RawSocket flood = RawSocket.open(pair);
    for (int n = 0; n < 130; n++) {
      flood.send("{'type':'unwatch','view':1}");
    }
    assertThat(flood.next(RawSocket.CLOSE).closeCode()).isEqualTo(1008);

    RawSocket often = RawSocket.open(pair).send("{'type':'watch','view':1,'camera':'door'}");
    Thread reading =
        Thread.startVirtualThread(() -> {
          try {
            assertThat(often.next(RawSocket.CLOSE).closeCode()).isEqualTo(1008);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    try {
      for (int n = 0; n < 1_000_000 && reading.isAlive(); n++) {
        often.send("{'type':'taken','frames':{'1':1}}");
      }
    } catch (IOException e) {
      // It was cut off before it noticed.
    }
    reading.join();
    await().until(() -> pair.viewers("door") == 0);
  }

  @Test
  void framesThatAreNoneEndTheConnection() throws Exception {
    RawSocket unmasked = RawSocket.open(pair);
    unmasked.client().send(new byte[] {(byte) 0x81, 2, '{', '}'});
    assertThat(unmasked.error()).contains("bad_frame");
    assertThat(unmasked.next(RawSocket.CLOSE).closeCode()).isEqualTo(1002);

    RawSocket badText = RawSocket.open(pair);
    badText.send(RawSocket.FINAL | RawSocket.TEXT, new byte[] {'{', (byte) 0xC3, '}'});
    assertThat(badText.error()).contains("bad_json");
    assertThat(badText.next(RawSocket.CLOSE).closeCode()).isEqualTo(1007);

    RawSocket continued = RawSocket.open(pair);
    continued.send(RawSocket.FINAL, new byte[] {'{', '}'});
    assertThat(continued.next(RawSocket.CLOSE).closeCode()).isEqualTo(1002);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | Accept: */* | 426 | websocket_needed",
        "HEAD | Accept: */* | 426 |",
        "POST | Accept: */* | 405 | method_not_allowed",
        "GET | Origin: https://elsewhere.example | 403 | foreign_origin",
        "GET | Sec-Fetch-Site: cross-site | 403 | foreign_origin",
      })
  void whatIsNotAWebSocketOfThisSiteIsAnswered(
      String method, String header, int status, String code) throws Exception {
    Answer answer = pair.ask(method, "/api/live", header);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).contains(code == null ? "" : code);
  }

  @Test
  void aForeignPageGetsNoWebSocketNorDoesAnOldOne() throws Exception {
    assertThat(
            RawSocket.upgrade(pair.connect(), "Origin: https://elsewhere.example")
                .readAnswer()
                .status())
        .isEqualTo(403);
    Answer old =
        pair.get(
            "/api/live",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 8");
    assertThat(old.status()).isEqualTo(426);
    assertThat(old.head()).containsIgnoringCase("Sec-WebSocket-Version: 13");
  }
}
