package io.zoetrope.web.publish;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.zoetrope.web.http.RefusedException;
import org.jspecify.annotations.Nullable;

/** Joins the frames of a WebSocket's binary messages. One event loop uses it. */
final class PictureMessages {
  private @Nullable Buffer begun;

  /** The message that this frame ends; null otherwise, and for messages of text. */
  @Nullable Buffer next(WebSocketFrame frame) throws RefusedException {
    if (frame.isText()) {
      begun = null;
      return null;
    }
    if (frame.isBinary()) {
      begun = Buffer.buffer();
    } else if (!frame.isContinuation() || begun == null) {
      return null;
    }
    Buffer message = begun;
    Buffer added = frame.binaryData();
    if (message.length() + added.length() > PublishRoutes.MOST_MESSAGE_BYTES) {
      begun = null;
      throw Refusal.tooLarge();
    }
    // One that came in one piece is not copied.
    begun = message.length() == 0 ? added : message.appendBuffer(added);
    if (!frame.isFinal()) {
      return null;
    }
    Buffer whole = begun;
    begun = null;
    return whole;
  }
}
