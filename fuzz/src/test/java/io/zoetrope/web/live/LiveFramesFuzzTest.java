package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.zoetrope.web.http.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Whatever bytes come over a connection, they are heard, or one sentence says what is wrong. */
class LiveFramesFuzzTest {

  @FuzzTest(maxDuration = "15s")
  void allBytesAreHeardOrRefusedWithASentence(byte[] bytes) {
    for (int piece : new int[] {bytes.length, 1, 7}) {
      ByteBuf sent = Unpooled.buffer().writeBytes(bytes); // Even none are given back.
      send(sent, Math.max(1, piece));
      assertThat(sent.refCnt()).as("all is given back").isZero();
    }
  }

  private static void send(ByteBuf bytes, int piece) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel
        .pipeline()
        .addLast(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder().build()))
        .addLast("handler", new ChannelInboundHandlerAdapter());
    Client client = new Client();
    client.input = LiveInput.on(channel, client);
    while (bytes.isReadable()) {
      channel.writeInbound(bytes.readRetainedSlice(Math.min(piece, bytes.readableBytes())));
    }
    channel.finishAndReleaseAll();
    channel.checkException();
    bytes.release();
    assertThat(client.ends).isLessThanOrEqualTo(1);
  }

  /** Follows as a client of the server does. */
  private static final class Client implements LiveInput.Listener {
    private final MessageText messages = new MessageText();
    private @Nullable LiveInput input;
    private int ends;

    @Override
    public void heard(WebSocketFrame frame) {
      if (frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame) {
        return;
      }
      try {
        ObjectNode message = messages.next(frame);
        if (message != null) {
          assertThat(RequestReader.read(message)).isNotNull();
        }
      } catch (ClosingException e) {
        broken(e);
      } catch (RefusedException e) {
        assertSentence(e.sentence());
      }
    }

    @Override
    public void broken(ClosingException why) {
      if (ends++ == 0 && input != null) {
        assertSentence(why.why().sentence());
        input.ignore();
      } else {
        ends = 1; // As the server, which says it once.
      }
    }

    @Override
    public void leaving() {}

    @Override
    public void writable() {}

    @Override
    public boolean isFull() {
      return false;
    }

    private static void assertSentence(String sentence) {
      assertThat(sentence).isNotBlank().hasSizeLessThan(250);
    }
  }
}
