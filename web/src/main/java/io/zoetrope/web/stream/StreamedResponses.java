package io.zoetrope.web.stream;

import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignThreads;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.http.OffLoop;
import io.zoetrope.web.http.OffLoop.Meaning;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;

/**
 * Sends answers while they are made, a bounded number at a time. One may serve many routers; called
 * on the event loop of the request, as handlers are.
 *
 * <p>Each holds less than half a MB, however long it is and however slow its client: a producer
 * waits for the socket. It is compressed if the client likes that.
 */
public final class StreamedResponses {
  private final Duration patience;
  private final boolean endless;
  private final OffLoop producers;

  /**
   * Makes one with nothing to send yet.
   *
   * @param most how many at a time; one more is refused with 503
   * @param patience how long a client may take nothing before it is cut off
   * @param meaning knows what failures before the first byte mean to who asked
   */
  public StreamedResponses(int most, Duration patience, Meaning meaning) {
    this(most, patience, meaning, ForeignThreads.named("streamed"), false);
  }

  StreamedResponses(
      int most, Duration patience, Meaning meaning, ThreadFactory threads, boolean endless) {
    this.patience = patience;
    this.endless = endless;
    this.producers = new OffLoop(most, meaning, threads);
  }

  /** As above, where every failure is a fault of the server. */
  public StreamedResponses(int most, Duration patience) {
    this(most, patience, _ -> null);
  }

  /**
   * One for answers that do not end by themselves, and mostly wait: not compressed, in small
   * chunks, on virtual threads of this name.
   */
  public static StreamedResponses endless(
      int most, Duration patience, Meaning meaning, String name) {
    ThreadFactory threads = Thread.ofVirtual().name(name).factory();
    return new StreamedResponses(most, patience, meaning, threads, true);
  }

  /** How many are being sent. */
  public int open() {
    return producers.busy();
  }

  public void send(RoutingContext context, StreamedResponse response) {
    send(context, () -> response);
  }

  /** As above, for an answer whose head may have to be waited for, on the producer's thread. */
  public void send(RoutingContext context, Callable<StreamedResponse> work) {
    if (!ResponseEnd.isOver(context.response())) {
      Transfer transfer = new Transfer(context, patience, endless);
      producers.run(context, () -> transfer.make(work), Runnable::run);
    }
  }
}
