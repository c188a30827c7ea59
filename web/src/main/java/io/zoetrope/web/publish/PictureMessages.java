package io.zoetrope.web.publish;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/** Joins the frames of a WebSocket's binary messages. One event loop uses it. */
final class PictureMessages {
  private final int mostBytes;
  private @Nullable Buffer begun;

  PictureMessages(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Takes the next frame.
   *
   * @return the message, if this was its end; null otherwise, and for messages of text
   * @throws TooLargeException when it has more bytes than allowed
   */
  @Nullable Buffer next(WebSocketFrame frame) throws TooLargeException {
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
    if (message.length() + added.length() > mostBytes) {
      begun = null;
      throw new TooLargeException();
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

  /** A message has too many bytes. */
  static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1;
  }
}
