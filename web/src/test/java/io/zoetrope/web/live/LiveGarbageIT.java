package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send at random harms nobody else. */
class LiveGarbageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int STRANGERS = 40;
  private static final int FRAMES = 60;
  private static final List<String> MESSAGES =
      List.of(
          "{'type':'watch','view':1,'camera':'door','ahead':1000}",
          "{'type':'watch','view':2,'camera':'door','video':['h264'],'width':1}",
          "{'type':'watch','view':3,'camera':'nowhere'}",
          "{'type':'watch','view':-1,'camera':{}}",
          "{'type':'unwatch','view':1}",
          "{'type':'pause','views':[1,1,2,3]}",
          "{'type':'resume','views':[1,2]}",
          "{'type':'taken','frames':{'1':2147483647,'7':1}}",
          "{'type':'taken','frames':{'x':-1}}",
          "{'type':'listen','after':'-1-'}",
          "{'type':'clock','id':9223372036854775807}",
          "{'type':'hello'}",
          "[[[[",
          "");

  @AutoClose private ServerPair pair;
  @AutoClose private LiveSocket bystander;

  @BeforeEach
  void serve() throws Exception {
    pair = ServerPair.serving("door", "yard");
    bystander = LiveSocket.open(pair.port());
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void nothingIsLostForOthers(long seed) throws Exception {
    Random random = new Random(seed);
    bystander.watch(1, "yard", "");
    for (int n = 0; n < STRANGERS; n++) {
      RawSocket stranger = RawSocket.open(pair.connect());
      try {
        for (int sent = 0; sent < FRAMES; sent++) {
          send(stranger, random);
        }
      } catch (IOException e) {
        // It was let go.
      }
      pair.fake("door").shows("door " + n);
      pair.fake("yard").shows("yard " + n);
      Picture picture = bystander.picture();
      assertThat(picture.text()).isEqualTo("yard " + n);
      bystander.taken(picture);
      if (random.nextBoolean()) {
        stranger.client().reset();
      } else {
        stranger.client().close();
      }
    }
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
    assertThat(pair.viewers("yard")).isEqualTo(1);
  }

  private static void send(RawSocket stranger, Random random) throws IOException {
    String message = MESSAGES.get(random.nextInt(MESSAGES.size())).replace('\'', '"');
    byte[] bytes = message.getBytes(UTF_8);
    int text = RawSocket.FINAL | RawSocket.TEXT;
    switch (random.nextInt(40)) {
      case 0 -> stranger.client().send(garbage(random, 200));
      case 1 -> stranger.send(RawSocket.FINAL | RawSocket.BINARY, bytes);
      case 2 -> stranger.send(text, garbage(random, 100));
      case 3 -> stranger.send(text, new byte[20_000]);
      case 4 -> stranger.send(random.nextInt(256), bytes);
      case 5 -> stranger.client().send(new byte[] {(byte) text, -1, 0x7F, -1, -1, -1, -1, -1});
      case 6, 7, 8 -> stranger.send(RawSocket.FINAL | RawSocket.PING, garbage(random, 125));
      case 9, 10 -> stranger.send(RawSocket.FINAL | RawSocket.PONG, garbage(random, 9));
      case 11, 12, 13 -> {
        int cut = random.nextInt(bytes.length + 1);
        stranger.send(RawSocket.TEXT, message.substring(0, cut).getBytes(UTF_8));
        stranger.send(RawSocket.FINAL, message.substring(cut).getBytes(UTF_8));
      }
      default -> stranger.send(text, bytes);
    }
  }

  private static byte[] garbage(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }
}
