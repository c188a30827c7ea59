package io.zoetrope.web.publish;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.Closer;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.ForeignThreads;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.core.publish.PublishingRefusedException.Reason;
import io.zoetrope.web.http.BearerKey;
import io.zoetrope.web.http.OffLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Asks one camera's publish point, which may be a program's and hang: off the event loop, and for a
 * few seconds only. Event loop only; the answers come there too.
 */
final class PublishDoor {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);
  private static final int MOST_CALLS = 64;

  /** Those whose end hangs count too. */
  private static final int MOST_PUBLICATIONS = 64;

  private final PublishPoint point;
  private final ForeignCode guard = new ForeignCode("A publish point");
  private final OffLoop calls = new OffLoop("publish-begin", MOST_CALLS, _ -> null);
  private final Semaphore slots = new Semaphore(MOST_PUBLICATIONS);

  PublishDoor(PublishPoint point) {
    this.point = point;
  }

  void check(RoutingContext context, Consumer<Outcome<Boolean>> answer) {
    String key = key(context.request());
    calls.run(
        context,
        () ->
            guard.callWithin(
                LONGEST_ANSWER,
                () -> {
                  point.check(key);
                  return true;
                }),
        answer);
  }

  /** Whoever is given the publication closes it. */
  void begin(RoutingContext context, Publisher publisher, Consumer<Outcome<Publication>> answer) {
    String key = key(context.request());
    calls.run(context, () -> begin(publisher, key), answer);
  }

  private Outcome<Publication> begin(Publisher publisher, String key) throws InterruptedException {
    Closer late = new Closer();
    Outcome<Publication> outcome =
        guard.callWithin(LONGEST_ANSWER, () -> late.add(beginHere(publisher, key)));
    if (outcome instanceof Threw<Publication>) {
      // It may have come just now, or come yet, and its end may hang.
      boolean _ = guard.handOver(ForeignThreads.SHARED, late::close);
    }
    return outcome;
  }

  /** The key of the address, or of the header. */
  private static String key(HttpServerRequest request) {
    String inAddress = request.getParam("key");
    return inAddress == null ? BearerKey.of(request) : inAddress;
  }

  private Publication beginHere(Publisher publisher, String key) throws PublishingRefusedException {
    if (!slots.tryAcquire()) {
      throw new PublishingRefusedException(
          Reason.BUSY, "Too many clients publish to this camera: try again in a moment.");
    }
    Publication begun = null;
    try {
      begun = Objects.requireNonNull(point.begin(publisher, key));
      return new HeldPublication(begun, slots);
    } finally {
      if (begun == null) {
        slots.release();
      }
    }
  }
}
