package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, and the limit of time that holds for it at the moment. On its event loop only.
 *
 * <p>It is ended when it does not ask for anything, asks a byte a minute, or never takes its
 * answer. A request that nobody answers is answered here in the end.
 */
public final class OpenConnection {
  private static final Logger LOG = LoggerFactory.getLogger(OpenConnection.class);
  private static final long NONE = -1;

  private final Vertx vertx;
  private final HttpConnection connection;
  private final Channel channel;
  private final Timeouts timeouts;
  private final ClientInput input = new ClientInput(this::inputEnded);
  private long timer = NONE;
  private @Nullable HttpServerRequest unanswered;
  private boolean closed;

  public OpenConnection(Vertx vertx, HttpConnection connection, Timeouts timeouts) {
    this.vertx = vertx;
    this.connection = connection;
    this.channel = ((ConnectionBase) connection).channel();
    this.timeouts = timeouts;
  }

  public void begin(Runnable whenClosed) {
    // Not the connection's own close handler: one that becomes a WebSocket forgets that.
    channel
        .closeFuture()
        .addListener(_ -> {
          closed = true;
          stopTimer();
          whenClosed.run();
        });
    channel.pipeline().addBefore("handler", "clientInput", input);
    limit(timeouts.firstRequest(), this::cut);
  }

  /** A whole request head has come. */
  public void requested(HttpServerRequest request) {
    unanswered = request;
    SendingSide.mayClose(channel);
    // Not its end handler: a router takes that for itself.
    request.response().bodyEndHandler(_ -> answered(request));
    expectAnswer(request);
  }

  public void cut() {
    AbortedResponse.cut(channel);
  }

  private void answered(HttpServerRequest request) {
    unanswered = null;
    limit(timeouts.nextRequest(), this::cut);
    if (request.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true)) {
      if (request.isEnded()) {
        connection.close();
      } else {
        // To close on a client that still sends takes the answer away from it.
        request.endHandler(_ -> connection.close());
      }
    } else if (input.ended()) {
      // A request behind this one begins before that.
      channel.eventLoop().execute(this::closeWhenAllIsAnswered);
    }
  }

  private void expectAnswer(HttpServerRequest request) {
    long bytes = request.bytesRead();
    limit(timeouts.answer(), () -> checkAnswered(request, bytes));
  }

  private void checkAnswered(HttpServerRequest request, long bytesBefore) {
    if (request.response().headWritten() || IgnoredInput.isOn(channel)) {
      return; // From here on the sender watches over it.
    }
    if (request.bytesRead() > bytesBefore) {
      expectAnswer(request); // The reader of a body knows how long that may take.
      return;
    }
    LOG.warn(
        "The request for {} was not answered within {} s",
        request.path(),
        timeouts.answer().toSeconds());
    limit(timeouts.nextRequest(), this::cut);
    LastAnswer.send(
        channel, 503, "no_answer", "The server could not answer this in time: try again later.");
  }

  private void inputEnded() {
    if (input.whole()) {
      closeWhenAllIsAnswered();
    } else {
      cut();
    }
  }

  private void closeWhenAllIsAnswered() {
    if (unanswered == null) {
      connection.close();
    }
  }

  private void limit(Duration time, Runnable action) {
    stopTimer();
    if (!closed) {
      timer =
          vertx.setTimer(
              time.toMillis(),
              _ -> {
                timer = NONE;
                action.run();
              });
    }
  }

  private void stopTimer() {
    if (timer != NONE) {
      vertx.cancelTimer(timer);
      timer = NONE;
    }
  }
}
