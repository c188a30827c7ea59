package io.zoetrope.web.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.SendingSide;
import io.zoetrope.web.http.OnLoop;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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

  private static final int CHUNK_BYTES = 32 * 1024;

  /** Of an endless answer, which mostly waits, with one chunk in memory. */
  private static final int SMALL_CHUNK_BYTES = 8 * 1024;

  private final RoutingContext context;
  private final Context loop;
  private final boolean headOnly;
  private final boolean gzip;
  private final @Nullable String known;
  private final ResponseWire wire;
  private final ChunkStream chunks;
  private volatile @Nullable Thread maker;

  Transfer(RoutingContext context, Duration patience, boolean endless) {
    HttpServerRequest request = context.request();
    this.context = context;
    this.loop = context.vertx().getOrCreateContext();
    this.headOnly = request.method().equals(HttpMethod.HEAD);
    this.gzip =
        !endless && AcceptEncoding.prefersGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    this.known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    this.wire = new ResponseWire(context, patience, endless);
    this.chunks =
        new ChunkStream(
            endless ? SMALL_CHUNK_BYTES : CHUNK_BYTES,
            (chunk, length) -> OnLoop.run(loop, () -> pass(chunk, length)));
    SendingSide.closesWithAll(RequestChannel.of(request));
    ResponseEnd.then(context, this::ended);
  }

  private void ended() {
    chunks.leave();
    Thread producing = maker;
    if (producing != null) {
      context.vertx().setTimer(GRACE_MILLIS, _ -> producing.interrupt());
    }
  }

  private void pass(byte[] chunk, int length) {
    // The head may be invalid, because the producer's headers may be anything.
    boolean written =
        OnLoop.guarded(
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

  /** Makes the answer, on a thread that may wait; what it returns ends it, on the event loop. */
  Runnable make(Callable<StreamedResponse> call) throws Exception {
    maker = Thread.currentThread();
    Outcome<Runnable> made = ForeignCode.call(() -> makeUpToItsEnd(call));
    return switch (made) {
      case Returned<Runnable>(Runnable end) -> end;
      case Threw<Runnable> _ when chunks.gone() -> wire::stop;
      case Threw<Runnable>(Throwable failure) when chunks.sent() -> {
        var _ = ForeignCode.call(() -> logCut(failure));
        yield wire::cut;
      }
      case Threw<Runnable>(Exception failure) -> throw failure;
      case Threw<Runnable>(Throwable failure) -> throw new ExecutionException(failure);
    };
  }

  private Runnable makeUpToItsEnd(Callable<StreamedResponse> call) throws Exception {
    StreamedResponse made = call.call();
    Head head = Head.of(made, gzip);
    if (headOnly || head.isKnown(known)) {
      return () -> wire.endWithout(head, head.isKnown(known));
    }
    if (gzip) {
      GzipStream zipped = new GzipStream(chunks);
      try {
        produce(made, head, zipped);
        zipped.finish();
      } finally {
        zipped.release();
      }
    } else {
      produce(made, head, chunks);
    }
    return () -> wire.end(chunks.rest(), chunks.restLength());
  }

  private void produce(StreamedResponse made, Head head, OutputStream out) throws Exception {
    ResponseBody body = new ResponseBody(out, chunks);
    wire.begin(head, body.headers());
    made.body().produce(body);
  }

  private boolean logCut(Throwable failure) {
    LOG.warn(
        "The answer to {} is cut off, so that its reader sees that it is not whole: {}",
        context.request().path(),
        failure.getMessage(),
        failure instanceof IOException ? null : failure);
    return true;
  }
}
