package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A WebSocket that sends and does not read harms only itself. */
final class PublishFloodIT {
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;
  private static final int CLOSE = 0x88;

  /** Much more than the kernel buffers for a connection. */
  private static final int MOST_BYTES = 100_000_000;

  private static final Timeouts TIMEOUTS =
      Timeouts.STANDARD.withSilentPublisher(Duration.ofSeconds(2));

  @Test
  void aClientThatReadsNoPongsIsNotReadFrom() throws Exception {
    byte[] pings = times(200, frame(PING, new byte[125]));
    byte[] more = with(pings, frame(PONG, new byte[0]));
    try (PublishRig rig = PublishRig.serving(TIMEOUTS);
        RawClient client = RawClient.connect(rig.port(), 4 * 1024)) {
      PublishRig.upgrade(client, "").readHead();
      long sent = 0;
      try {
        while (sent < MOST_BYTES) {
          client.send(more);
          sent += more.length;
        }
        fail("The server has read %d bytes of a client that reads nothing", sent);
      } catch (SocketException cutOff) {
        assertThat(sent).isLessThan(MOST_BYTES);
      }
    }
  }

  @Test
  void everyPingOfAReadingClientIsAnswered() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:");
        RawClient client = PublishRig.upgrade(rig.connect(), "")) {
      client.readHead();
      client.readExactly("..{\"watched\":false}".length());
      byte[] pings = times(1000, frame(PING, new byte[125]));
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.send(pings);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });

      byte[] pongs = client.readExactly(1000 * 127);

      sender.join();
      assertThat(pongs[0]).isEqualTo((byte) PONG);
    }
  }

  @Test
  void aRefusedClientGetsNoMoreAnswersAndIsClosed() throws Exception {
    try (PublishRig rig = PublishRig.serving("push:?takeover=true");
        RawClient first = PublishRig.upgrade(rig.connect(), "")) {
      first.readHead();
      try (RawClient second = PublishRig.upgrade(rig.connect(), "")) {
        assertThat(second.readHead()).contains(" 101 ");
        first.readUntil("taken_over".getBytes(StandardCharsets.UTF_8));
        first.readUntil(new byte[] {(byte) CLOSE});
        byte[] pings = times(100, frame(PING, new byte[125]));
        first.send(pings);

        String rest = first.readToEnd();

        assertThat(rest).doesNotContain(String.valueOf((char) PONG));
      }
    }
  }

  /** A frame as clients send it: masked, here with zeros. */
  private static byte[] frame(int type, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(type);
    frame.write(0x80 | payload.length);
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static byte[] times(int count, byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int n = 0; n < count; n++) {
      all.writeBytes(bytes);
    }
    return all.toByteArray();
  }

  private static byte[] with(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }
}
