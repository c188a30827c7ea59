package io.zoetrope.web.http;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.SendingSide;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes blocking calls for requests: each on a virtual thread of its own, a bounded number at a
 * time. Called on one event loop, where the answers are given too. A call may throw anything and
 * take any time: it has its slot for as long, and no longer.
 */
public final class OffLoop {
  private static final Logger LOG = LoggerFactory.getLogger(OffLoop.class);

  /** Knows what some failures mean to who asked. Any thread. */
  @FunctionalInterface
  public interface Meaning {

    /** How a request is answered whose work has failed so; null when that is nobody's concern. */
    @Nullable RefusedException of(Exception failure);
  }

  private final int most;
  private final Meaning meaning;
  private final ThreadFactory threads;
  private final AtomicInteger busy = new AtomicInteger();

  /**
   * Makes one that has done nothing yet.
   *
   * @param name of the threads
   * @param most how many requests at a time; one more is refused
   */
  public OffLoop(String name, int most, Meaning meaning) {
    this(most, meaning, Thread.ofVirtual().name(name).factory());
  }

  /** As above, on threads of another kind. */
  public OffLoop(int most, Meaning meaning, ThreadFactory threads) {
    this.most = most;
    this.meaning = meaning;
    this.threads = threads;
  }

  /** How many calls are being made. Any thread. */
  public int busy() {
    return busy.get();
  }

  /**
   * Makes the call, also when the client leaves, and then answers.
   *
   * @param answer called with what was returned, also when nobody is there any more to be answered
   */
  public <T> void run(RoutingContext context, Callable<T> call, Consumer<T> answer) {
    Thread _ = start(context, call, answer);
  }

  /** As above, but the call is interrupted when the client leaves or somebody else answers it. */
  public <T> void runWhileConnected(RoutingContext context, Callable<T> call, Consumer<T> answer) {
    SendingSide.closesWithAll(RequestChannel.of(context.request()));
    Thread thread = start(context, call, answer);
    if (thread != null) {
      ResponseEnd.then(context, thread::interrupt);
    }
  }

  private <T> @Nullable Thread start(RoutingContext context, Callable<T> call, Consumer<T> answer) {
    if (busy.incrementAndGet() > most) {
      busy.decrementAndGet();
      busy(context);
      return null;
    }
    Context loop = context.vertx().getOrCreateContext();
    Outcome<Thread> started =
        ForeignCode.call(() -> {
          Thread thread = threads.newThread(() -> make(context, loop, call, answer));
          thread.start();
          return thread;
        });
    return switch (started) {
      case Returned<Thread>(Thread thread) -> thread;
      case Threw<Thread>(Throwable cause) -> {
        busy.decrementAndGet();
        LOG.error("There is no thread for the request for {}", context.request().path(), cause);
        busy(context);
        yield null;
      }
    };
  }

  private <T> void make(
      RoutingContext context, Context loop, Callable<T> call, Consumer<T> answer) {
    Outcome<T> outcome = ForeignCode.call(call::call);
    busy.decrementAndGet();
    OnLoop.Step answered =
        switch (outcome) {
          case Returned<T>(T returned) -> () -> answer.accept(returned);
          case Threw<T>(InterruptedException cause) -> () -> interrupted(context, cause);
          case Threw<T>(Throwable cause) -> {
            RefusedException refused = refusal(context, cause);
            yield () -> Responses.refuse(context.request(), refused);
          }
        };
    OnLoop.run(loop, () -> OnLoop.guarded(context, answered));
  }

  /** Mostly nobody is there any more: then the interrupt was ours. */
  private void interrupted(RoutingContext context, InterruptedException cause) {
    if (!ResponseEnd.isOver(context.response())) {
      Responses.refuse(context.request(), refusal(context, cause));
    }
  }

  /**
   * What the failure means to who asked; the log has what is a fault. What has failed may be a
   * program's, so it may have thrown anything, and may not even be able to say what is wrong.
   */
  private RefusedException refusal(RoutingContext context, Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return refused;
    }
    ForeignCode faults = new ForeignCode("The request for " + context.request().path());
    RefusedException known =
        failure instanceof Exception expected
            ? faults.<@Nullable RefusedException>get(() -> meaning.of(expected), null)
            : null;
    if (known == null) {
      faults.report(failure);
      return RefusedException.fault();
    }
    return known;
  }

  private static void busy(RoutingContext context) {
    Responses.refuse(
        context.request(),
        new RefusedException(
            503, "busy", "Too many requests of this kind at once: try again in a moment."));
  }
}
