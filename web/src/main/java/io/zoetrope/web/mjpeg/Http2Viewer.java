package io.zoetrope.web.mjpeg;

import static java.util.Objects.requireNonNull;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.web.connection.ResponseEnd;
import org.jspecify.annotations.Nullable;

/**
 * Watches through a response, as one of many on an HTTP/2 connection. Event loop only. Vert.x and
 * HTTP/2 divide the connection; what is written counts as taken when HTTP/2's flow control and the
 * kernel have let all of it through.
 */
final class Http2Viewer implements Viewer, OpenStream {
  private final HttpServerResponse response;
  private final PartForm form;
  private final MultipartFrames frames;
  private final OpenStreams open;
  private @Nullable Frame sending;
  private @Nullable Subscription through;
  private long sendingSinceNanos;
  private boolean ending;

  Http2Viewer(
      HttpServerResponse response, PartForm form, MultipartFrames frames, OpenStreams open) {
    this.response = response;
    this.form = form;
    this.frames = frames;
    this.open = open;
  }

  /** The response has ended, be it through us or somebody else. */
  void over() {
    if (!ending) {
      open.remove(this);
    }
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    if (!(frame.format() instanceof Jpeg)) {
      subscription.ready();
      return;
    }
    if (ResponseEnd.isOver(response)) {
      subscription.close();
      return;
    }
    Part part = form.partOf(frame.attachment(frames)); // Throws if there is no memory for it.
    sending = frame.retain();
    through = subscription;
    sendingSinceNanos = System.nanoTime();
    // The buffer wraps the frame's bytes without a reference of its own.
    response.write(BufferInternal.buffer(part.view())).onComplete(this::sent);
  }

  @Override
  public boolean wantsRepeats() {
    return form == PartForm.HEADER_AHEAD;
  }

  @Override
  public long stalledNanos(long nowNanos) {
    return sending != null ? nowNanos - sendingSinceNanos : 0;
  }

  @Override
  public void end() {
    if (ResponseEnd.isOver(response)) {
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

  private void sent(AsyncResult<Void> result) {
    requireNonNull(sending).release();
    sending = null;
    if (result.succeeded()) {
      requireNonNull(through).ready();
    } else {
      requireNonNull(through).close();
    }
  }
}
