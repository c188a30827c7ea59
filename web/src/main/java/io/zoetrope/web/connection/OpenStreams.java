package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one event loop, and called there only. Lets go of viewers that have taken nothing
 * for a long time: a phone that left the network never says so, and would keep the camera open.
 */
public final class OpenStreams {
  /** How long a viewer may take for the picture on its way and the end behind it. */
  private static final Duration PATIENCE_AT_END = Duration.ofMillis(500);

  private final Duration patience;
  private final EventExecutor loop;
  private final Future<?> watch;
  private final Map<OpenOutput, Runnable> viewers = new HashMap<>();
  private @Nullable Promise<Void> allGone;

  /** Watches over streams that are yet to come, until they are {@linkplain #end ended}. */
  public OpenStreams(Duration patience, EventExecutor loop) {
    this.patience = patience;
    this.loop = loop;
    long every = patience.dividedBy(10).toMillis();
    this.watch = loop.scheduleAtFixedRate(this::dropStalled, every, every, TimeUnit.MILLISECONDS);
  }

  /**
   * Adds one that has begun.
   *
   * @param leave has it let go of its cameras; run when it ends, perhaps twice
   */
  public void add(OpenOutput viewer, Runnable leave) {
    viewers.put(viewer, leave);
    if (allGone != null) {
      viewer.disconnect();
    }
  }

  /** Adds one that has begun and ends with its channel, which may have closed already. */
  public void add(OpenOutput viewer, Runnable leave, Channel channel) {
    add(viewer, leave);
    // Only now: one that is removed before it is added would stay for ever.
    channel.closeFuture().addListener(_ -> remove(viewer));
  }

  /** It has ended. */
  public void remove(OpenOutput viewer) {
    Runnable leave = viewers.remove(viewer);
    if (leave != null) {
      leave.run();
    }
    if (allGone != null && viewers.isEmpty()) {
      allGone.trySuccess(null);
    }
  }

  private void dropStalled() {
    long now = System.nanoTime();
    List<OpenOutput> stalled =
        viewers.keySet().stream()
            .filter(viewer -> viewer.stalledNanos(now) > patience.toNanos())
            .toList();
    stalled.forEach(OpenOutput::disconnect);
  }

  /**
   * Ends all streams as their form wants, and disconnects viewers that do not take that soon.
   *
   * @return done when all are gone
   */
  public Future<Void> end() {
    watch.cancel(false);
    Promise<Void> gone = loop.newPromise();
    allGone = gone;
    if (viewers.isEmpty()) {
      return gone.setSuccess(null);
    }
    Map.copyOf(viewers)
        .forEach((viewer, leave) -> {
          leave.run();
          viewer.end();
        });
    Future<?> limit =
        loop.schedule(this::disconnectAll, PATIENCE_AT_END.toMillis(), TimeUnit.MILLISECONDS);
    return gone.addListener(_ -> limit.cancel(false));
  }

  private void disconnectAll() {
    List.copyOf(viewers.keySet()).forEach(OpenOutput::disconnect);
  }
}
