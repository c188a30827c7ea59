package io.zoetrope.web.mjpeg;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.zoetrope.web.connection.OpenStreams;
import io.zoetrope.web.connection.ResponseEnd;

/**
 * Watches through a response, as one of many on an HTTP/2 connection. Event loop only. Vert.x and
 * HTTP/2 divide the connection; what is written counts as taken when HTTP/2's flow control and the
 * kernel have let all of it through.
 */
final class Http2Viewer extends OpenStream {
  private final HttpServerResponse response;
  private final OpenStreams open;
  private boolean ending;

  Http2Viewer(
      HttpServerResponse response, PartForm form, MultipartFrames frames, OpenStreams open) {
    super(form, frames);
    this.response = response;
    this.open = open;
  }

  /** The response has ended, be it through us or somebody else. */
  void over() {
    if (!ending) {
      open.remove(this);
    }
  }

  @Override
  boolean isOver() {
    return ResponseEnd.isOver(response);
  }

  @Override
  void send(Part part) {
    // The buffer wraps the frame's bytes without a reference of its own.
    response
        .write(BufferInternal.buffer(part.view()))
        .onComplete(result -> sent(result.succeeded()));
  }

  @Override
  public void end() {
    if (isOver()) {
      open.remove(this);
      return;
    }
    ending = true;
    response.end(MultipartFrame.END).onComplete(_ -> open.remove(this));
  }

  @Override
  public void disconnect() {
    var _ = response.reset(Http2Error.CANCEL.code());
  }
}
