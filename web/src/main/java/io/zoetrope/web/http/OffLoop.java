package io.zoetrope.web.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for requests what may wait: each on a virtual thread of its own, a bounded number at a time.
 * Called on one event loop, where answers are given, too.
 */
public final class OffLoop {
  private static final Logger LOG = LoggerFactory.getLogger(OffLoop.class);

  /** Knows what some failures mean to who asked. Any thread. */
  @FunctionalInterface
  public interface Meaning {

    /** How a request is answered whose work has failed so; null when that is nobody's concern. */
    @Nullable RefusedException of(Exception failure);
  }

  private final String name;
  private final int most;
  private final Meaning meaning;
  private int busy;

  /**
   * Makes one that has done nothing yet.
   *
   * @param name of the threads
   * @param most how many requests at a time; one more is refused
   */
  public OffLoop(String name, int most, Meaning meaning) {
    this.name = name;
    this.most = most;
    this.meaning = meaning;
  }

  /**
   * Does the work, also when the client leaves, and then answers.
   *
   * @param answer called with what was done, also when nobody is there any more to be answered
   */
  public <T> void run(RoutingContext context, BlockingCall<T> work, Consumer<T> answer) {
    start(context, work, answer);
  }

  /** As above, but the work is interrupted when the client leaves. */
  public <T> void runWhileConnected(
      RoutingContext context, BlockingCall<T> work, Consumer<T> answer) {
    SendingSide.closesWithAll(context.request());
    Thread thread = start(context, work, answer);
    if (thread != null) {
      context.response().closeHandler(_ -> thread.interrupt());
    }
  }

  private <T> @Nullable Thread start(
      RoutingContext context, BlockingCall<T> work, Consumer<T> answer) {
    if (busy >= most) {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
      Responses.refuse(
          context, 503, "busy", "Too many requests of this kind at once: try again in a moment.");
      return null;
    }
    busy++;
    Context loop = context.vertx().getOrCreateContext();
    return Thread.ofVirtual()
        .name(name)
        .start(() -> {
          Runnable outcome = outcome(context, work, answer);
          OnLoop.run(
              loop,
              () -> {
                busy--;
                Guarded.run(context, outcome);
              });
        });
  }

  private <T> Runnable outcome(RoutingContext context, BlockingCall<T> work, Consumer<T> answer) {
    try {
      T done = work.run();
      return () -> answer.accept(done);
    } catch (InterruptedException e) {
      return () -> {}; // Nobody is there any more.
    } catch (RefusedException e) {
      return () -> refuse(context, e);
    } catch (Throwable e) {
      RefusedException refused = e instanceof Exception failure ? meaning.of(failure) : null;
      if (refused != null) {
        return () -> refuse(context, refused);
      }
      LOG.error("The request for {} failed", context.request().path(), e);
      return () ->
          Responses.refuse(
              context, 500, "internal_error", "The server has a fault; its log says more.");
    }
  }

  private static void refuse(RoutingContext context, RefusedException refused) {
    if (context.response().closed()) {
      return;
    }
    if (refused.status() == 503) {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
    }
    if (context.request().isEnded()) {
      Responses.error(context, refused.status(), refused.code(), refused.sentence());
    } else {
      Responses.refuse(context, refused.status(), refused.code(), refused.sentence());
    }
  }
}
