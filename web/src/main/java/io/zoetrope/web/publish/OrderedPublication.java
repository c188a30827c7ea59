package io.zoetrope.web.publish;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.ForeignThreads;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.SerialExecutor;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.web.http.OnLoop;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The publication of a WebSocket, which may be a program's and hang: called in order, and never on
 * the event loop. Used there only.
 */
final class OrderedPublication {
  /** One picture, one question and the end, which must not be dropped. */
  private static final int MOST_CALLS = 3;

  private final Publication publication;
  private final Context loop;
  private final Consumer<Outcome<Boolean>> published;
  private final Consumer<Boolean> watched;
  private final SerialExecutor calls =
      new SerialExecutor("A publication", ForeignThreads.SHARED, MOST_CALLS);
  private final ForeignCode guard = new ForeignCode("A publication");
  private final ArrayDeque<Buffer> waiting = new ArrayDeque<>();
  private boolean publishing;
  private boolean asking;
  private boolean asksAgain;
  private boolean closed;

  /**
   * @param published receives what came of each picture
   * @param watched receives what was asked for
   */
  OrderedPublication(
      Publication publication,
      Context loop,
      Consumer<Outcome<Boolean>> published,
      Consumer<Boolean> watched) {
    this.publication = publication;
    this.loop = loop;
    this.published = published;
    this.watched = watched;
  }

  /** Publishes it behind those that wait. */
  void publish(Buffer picture) {
    if (publishing) {
      waiting.add(picture);
    } else {
      publishNow(picture);
    }
  }

  /** Whether pictures wait for others, so that no more should come. */
  boolean isFull() {
    return !waiting.isEmpty();
  }

  /** Asks whether anybody watches. Many questions at once have one answer. */
  void ask() {
    if (closed || asking) {
      asksAgain = true;
      return;
    }
    asking = true;
    asksAgain = false;
    calls.execute(() -> {
      boolean is = guard.get(publication::watched, false);
      OnLoop.run(loop, () -> answered(is));
    });
  }

  /** Ends it behind what is being done. */
  void close() {
    if (!closed) {
      closed = true;
      waiting.clear();
      calls.execute(publication::close);
    }
  }

  private void publishNow(Buffer picture) {
    publishing = true;
    calls.execute(() -> {
      Outcome<Boolean> outcome =
          ForeignCode.call(() -> {
            publication.publish(((BufferInternal) picture).getByteBuf());
            return true;
          });
      OnLoop.run(loop, () -> done(outcome));
    });
  }

  private void done(Outcome<Boolean> outcome) {
    publishing = false;
    Buffer next = waiting.poll();
    if (next != null) {
      publishNow(next);
    }
    published.accept(outcome);
  }

  private void answered(boolean is) {
    asking = false;
    watched.accept(is);
    if (asksAgain && !closed) {
      ask();
    }
  }
}
