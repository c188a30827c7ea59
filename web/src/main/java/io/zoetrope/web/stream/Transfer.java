package io.zoetrope.web.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.web.http.BlockingCall;
import io.zoetrope.web.http.OffLoop.Meaning;
import io.zoetrope.web.http.OnLoop;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import io.zoetrope.web.http.SendingSide;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One answer on its way. Begun on its event loop; a virtual thread makes it. */
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
    wire.write(chunk, length, () -> chunks.taken(chunk));
  }

  void begin(BlockingCall<StreamedResponse> work) {
    if (response.closed()) {
      whenDone.run();
      return;
    }
    SendingSide.closesWithAll(context.request());
    Thread thread = Thread.ofVirtual().name("streamed").unstarted(() -> run(work));
    response
        .exceptionHandler(_ -> {})
        .closeHandler(_ -> {
          chunks.leave();
          context.vertx().setTimer(GRACE_MILLIS, _ -> thread.interrupt());
        });
    thread.start();
  }

  private void run(BlockingCall<StreamedResponse> work) {
    boolean told = false;
    try {
      StreamedResponse made = work.run();
      Head head = Head.of(made, gzip);
      if (headOnly || head.isKnown(known)) {
        OnLoop.run(loop, () -> wire.endWithout(head, head.isKnown(known)));
      } else {
        produce(made, head);
      }
      told = true;
    } catch (Exception e) {
      fail(e);
      told = true;
    } finally {
      whenDone.run();
      if (!told) {
        OnLoop.run(loop, wire::cut);
      }
    }
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
    OnLoop.run(loop, () -> wire.end(chunks.rest(), chunks.restLength()));
  }

  private void produce(StreamedResponse made, Head head, ResponseBody body) throws Exception {
    wire.begin(head, body.headers());
    made.body().produce(body);
  }

  private void fail(Exception failure) {
    if (chunks.gone()) {
      return;
    }
    if (chunks.sent()) {
      LOG.warn(
          "The answer to {} is cut off, so that its reader sees that it is not whole: {}",
          context.request().path(),
          failure.getMessage());
      OnLoop.run(loop, wire::cut);
      return;
    }
    RefusedException refused = failure instanceof RefusedException it ? it : meaning.of(failure);
    if (refused == null) {
      LOG.error("The request for {} failed", context.request().path(), failure);
      refused =
          new RefusedException(500, "internal_error", "The server has a fault; its log says more.");
    }
    RefusedException told = refused;
    OnLoop.run(loop, () -> refuse(told));
  }

  private void refuse(RefusedException told) {
    if (response.closed()) {
      return;
    }
    if (told.status() == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, "5");
    }
    if (context.request().isEnded()) {
      Responses.error(context, told.status(), told.code(), told.sentence());
    } else {
      Responses.refuse(context, told.status(), told.code(), told.sentence());
    }
  }
}
