package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.zoetrope.web.http.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a client sends over its WebSocket, it is followed or answered with a sentence. */
class LiveMessagesFuzzTest {

  @FuzzTest(maxDuration = "15s")
  void everyMessageIsFollowedOrRefusedWithASentence(byte[] bytes) {
    @Nullable ObjectNode whole = joined(bytes, bytes.length);
    for (int piece = 1; piece < bytes.length; piece = piece * 3 + 1) {
      assertThat(joined(bytes, piece)).as("the pieces do not matter").isEqualTo(whole);
    }
    if (whole == null) {
      return;
    }
    try {
      assertRight(RequestReader.read(whole));
    } catch (RefusedException e) {
      assertThat(e.code()).matches("[a-z_]+");
      assertThat(e.sentence()).isNotBlank().hasSizeLessThan(250);
    }
  }

  /** The message, sent in pieces; null if it ends the connection. */
  private static @Nullable ObjectNode joined(byte[] bytes, int piece) {
    MessageText messages = new MessageText();
    try {
      for (int from = 0; ; from += piece) {
        int length = Math.min(piece, bytes.length - from);
        boolean last = from + length >= bytes.length;
        ByteBuf content = Unpooled.wrappedBuffer(bytes, from, length);
        WebSocketFrame frame =
            from == 0
                ? new TextWebSocketFrame(last, 0, content)
                : new ContinuationWebSocketFrame(last, 0, content);
        ObjectNode message = messages.next(frame);
        if (last) {
          return message;
        }
      }
    } catch (ClosingException e) {
      assertThat(e.why().sentence()).isNotBlank().hasSizeLessThan(250);
      assertThat(e.status().code()).isIn(1007, 1009);
      return null;
    }
  }

  private static void assertRight(LiveRequest request) {
    switch (request) {
      case LiveRequest.Watch watch -> {
        assertThat(watch.view()).isBetween(0, RequestReader.MAX_VIEW);
        assertThat(watch.video()).isNotEmpty();
        watch.ahead().ifPresent(ahead -> assertThat(ahead).isBetween(1, RequestReader.MAX_AHEAD));
      }
      case LiveRequest.Unwatch(int view) -> assertThat(view).isBetween(0, RequestReader.MAX_VIEW);
      case LiveRequest.Pause(var views) -> assertThat(views).allMatch(view -> view >= 0);
      case LiveRequest.Resume(var views) -> assertThat(views).allMatch(view -> view >= 0);
      case LiveRequest.Taken(var frames) ->
          assertThat(frames.values()).allMatch(number -> number >= 0);
      case LiveRequest.Listen(var types, var tasks, var after) -> {
        assertThat(types).hasSizeLessThan(MessageText.MOST_BYTES);
        assertThat(tasks).hasSizeLessThan(MessageText.MOST_BYTES);
        assertThat(after).isEqualTo(after.strip());
      }
      case LiveRequest.Unlisten _, LiveRequest.Clock _ -> {}
    }
  }
}
