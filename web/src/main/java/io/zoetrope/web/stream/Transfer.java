package io.zoetrope.web.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.SendingSide;
import io.zoetrope.web.http.BlockingCall;
import io.zoetrope.web.http.FailedCall;
import io.zoetrope.web.http.Guarded;
import io.zoetrope.web.http.OffLoop.Meaning;
import io.zoetrope.web.http.OnLoop;
import io.zoetrope.web.http.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One answer on its way. Begun on its event loop; a thread of its own makes it. */
final class Transfer {
  private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

  /**
   * A producer mostly notices by itself that nobody reads. An interrupt would cost it its
   * connection to the database.
   */
  private static final long GRACE_MILLIS = 250;

  private final RoutingContext context;
  private final HttpServerResponse response;
  private final Context loop;
  private final Meaning meaning;
  private final Runnable whenDone;
  private final boolean headOnly;
  private final boolean gzip;
  private final @Nullable String known;
  private final ResponseWire wire;
  private final ChunkStream chunks;

  Transfer(RoutingContext context, Duration patience, Meaning meaning, Runnable whenDone) {
    HttpServerRequest request = context.request();
    this.context = context;
    this.response = context.response();
    this.loop = context.vertx().getOrCreateContext();
    this.meaning = meaning;
    this.whenDone = whenDone;
    this.headOnly = request.method().equals(HttpMethod.HEAD);
    this.gzip = AcceptEncoding.prefersGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    this.known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    this.wire = new ResponseWire(context, patience);
    this.chunks = new ChunkStream((chunk, length) -> OnLoop.run(loop, () -> pass(chunk, length)));
  }

  private void pass(byte[] chunk, int length) {
    // The head may not be one, as the producer's headers may be anything.
    boolean written =
        Guarded.run(
            context,
            () -> {
              if (!wire.write(chunk, length, () -> chunks.taken(chunk))) {
                chunks.leave();
              }
            });
    if (!written) {
      chunks.leave();
    }
  }

  void begin(BlockingCall<StreamedResponse> call, ThreadFactory threads) {
    if (ResponseEnd.isOver(response)) {
      whenDone.run();
      return;
    }
    SendingSide.closesWithAll(context.request());
    Thread thread = threads.newThread(() -> make(call));
    Outcome<Boolean> started = ForeignCode.call(() -> started(thread));
    if (started instanceof Threw<Boolean>(Throwable cause)) {
      whenDone.run();
      answer(cause);
      return;
    }
    ResponseEnd.then(
        context,
        () -> {
          chunks.leave();
          context.vertx().setTimer(GRACE_MILLIS, _ -> thread.interrupt());
        });
  }

  private static boolean started(Thread thread) {
    thread.start();
    return true;
  }

  private void make(BlockingCall<StreamedResponse> call) {
    Outcome<Runnable> made = ForeignCode.call(() -> ending(call));
    whenDone.run();
    switch (made) {
      case Returned<Runnable>(Runnable ending) -> onLoop(ending);
      case Threw<Runnable>(Throwable cause) -> fail(cause);
    }
  }

  /** Makes the answer, but for its end. */
  private Runnable ending(BlockingCall<StreamedResponse> call) throws Exception {
    StreamedResponse made = call.run();
    Head head = Head.of(made, gzip);
    if (headOnly || head.isKnown(known)) {
      return () -> wire.endWithout(head, head.isKnown(known));
    }
    produce(made, head);
    return () -> wire.end(chunks.rest(), chunks.restLength());
  }

  private void produce(StreamedResponse made, Head head) throws Exception {
    if (gzip) {
      GzipStream zipped = new GzipStream(chunks);
      try {
        produce(made, head, new ResponseBody(zipped, chunks));
        zipped.finish();
      } finally {
        zipped.release();
      }
    } else {
      produce(made, head, new ResponseBody(chunks, chunks));
    }
  }

  private void produce(StreamedResponse made, Head head, ResponseBody body) throws Exception {
    wire.begin(head, body.headers());
    made.body().produce(body);
  }

  private void fail(Throwable failure) {
    if (chunks.gone()) {
      return;
    }
    if (chunks.sent()) {
      onLoop(wire::cut);
      var _ = ForeignCode.call(() -> logCut(failure));
      return;
    }
    answer(failure);
  }

  private boolean logCut(Throwable failure) {
    LOG.warn(
        "The answer to {} is cut off, so that its reader sees that it is not whole: {}",
        context.request().path(),
        failure.getMessage(),
        failure instanceof IOException ? null : failure);
    return true;
  }

  private void answer(Throwable failure) {
    RefusedException refused =
        FailedCall.meaning(meaning, String.valueOf(context.request().path()), failure);
    onLoop(() -> FailedCall.answer(context, refused));
  }

  private void onLoop(Runnable action) {
    OnLoop.run(loop, () -> Guarded.run(context, action));
  }
}
