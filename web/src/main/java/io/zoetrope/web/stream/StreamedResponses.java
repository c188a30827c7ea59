package io.zoetrope.web.stream;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignThreads;
import io.zoetrope.web.http.BlockingCall;
import io.zoetrope.web.http.OffLoop.Meaning;
import io.zoetrope.web.http.Responses;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends answers while they are made, a bounded number at a time. One may serve many routers; called
 * on the event loop of the request, as handlers are.
 *
 * <p>Each holds less than half a MB, however long it is and however slow its client: a producer
 * waits for the socket. It is compressed if the client likes that.
 */
public final class StreamedResponses {
  private final int most;
  private final Duration patience;
  private final Meaning meaning;
  private final ThreadFactory threads;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * Makes one with nothing to send yet.
   *
   * @param most how many at a time; one more is refused with 503
   * @param patience how long a client may take nothing before it is cut off
   * @param meaning knows what failures before the first byte mean to who asked
   */
  public StreamedResponses(int most, Duration patience, Meaning meaning) {
    this(most, patience, meaning, ForeignThreads.named("streamed"));
  }

  StreamedResponses(int most, Duration patience, Meaning meaning, ThreadFactory threads) {
    this.threads = threads;
    this.most = most;
    this.patience = patience;
    this.meaning = meaning;
  }

  /** As above, where every failure is a fault of the server. */
  public StreamedResponses(int most, Duration patience) {
    this(most, patience, _ -> null);
  }

  /** How many are being sent. */
  public int open() {
    return open.get();
  }

  public void send(RoutingContext context, StreamedResponse response) {
    send(context, () -> response);
  }

  /** As above, for an answer whose head may have to be waited for, on the producer's thread. */
  public void send(RoutingContext context, BlockingCall<StreamedResponse> work) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      context.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
      Responses.refuse(
          context,
          503,
          "busy",
          "As many long answers as the server can send are being sent: try again in a moment.");
      return;
    }
    new Transfer(context, patience, meaning, open::decrementAndGet).begin(work, threads);
  }
}
