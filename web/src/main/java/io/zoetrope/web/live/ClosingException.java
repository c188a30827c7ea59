package io.zoetrope.web.live;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.zoetrope.web.http.RefusedException;

/** What a client has sent ends its connection. */
final class ClosingException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient WebSocketCloseStatus status;
  private final RefusedException why;

  ClosingException(WebSocketCloseStatus status, String code, String sentence) {
    super(sentence);
    this.status = status;
    this.why = new RefusedException(400, code, sentence);
  }

  WebSocketCloseStatus status() {
    return status;
  }

  RefusedException why() {
    return why;
  }
}
