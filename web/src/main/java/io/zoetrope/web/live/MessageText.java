package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Joins the pieces of a client's messages, which are JSON objects. Used by one thread. */
final class MessageText {
  static final int MOST_BYTES = 16 * 1024;

  private static final int MOST_LEVELS = 20;
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
              .build());

  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  /** The message that this frame ends, or null; the frame stays the caller's. */
  @Nullable ObjectNode next(WebSocketFrame frame) throws ClosingException {
    if (frame instanceof BinaryWebSocketFrame) {
      throw new ClosingException(
          WebSocketCloseStatus.INVALID_MESSAGE_TYPE,
          "binary_message",
          "Send JSON in messages of text; only the server sends binary messages.");
    }
    if (!(frame instanceof ContinuationWebSocketFrame)) {
      begun.reset();
    }
    ByteBuf bytes = frame.content();
    if (begun.size() + bytes.readableBytes() > MOST_BYTES) {
      throw tooLarge();
    }
    begun.writeBytes(ByteBufUtil.getBytes(bytes));
    return frame.isFinalFragment() ? parse(begun.toByteArray()) : null;
  }

  static ClosingException tooLarge() {
    return new ClosingException(
        WebSocketCloseStatus.MESSAGE_TOO_BIG,
        "message_too_large",
        "A message has at most %d KB.".formatted(MOST_BYTES >> 10));
  }

  private static ObjectNode parse(byte[] message) throws ClosingException {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (CharacterCodingException | JacksonException e) {
      // It is answered below.
    }
    throw new ClosingException(
        WebSocketCloseStatus.INVALID_PAYLOAD_DATA,
        "bad_json",
        "Send a JSON object in UTF-8, as in {\"type\": \"watch\", \"view\": 1, \"camera\": \"door\"}.");
  }
}
