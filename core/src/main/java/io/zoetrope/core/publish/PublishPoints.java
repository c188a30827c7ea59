package io.zoetrope.core.publish;

import io.zoetrope.base.Closer;
import io.zoetrope.base.ForeignCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where the pictures of cameras are published, for those that wait for that. Any thread. */
public final class PublishPoints implements AutoCloseable {
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(3);

  /** Event loops ask too. */
  private static final Duration PATIENCE_OF_LOOPS = Duration.ofSeconds(1);

  private record Guarded(PublishPoint point, ForeignCode guard) {}

  private final Map<String, Guarded> byCamera = new ConcurrentHashMap<>();
  private final Closer open = new Closer();
  private final Duration patience;

  /** None yet. */
  public PublishPoints() {
    this(PATIENCE_AT_CLOSE);
  }

  PublishPoints(Duration patience) {
    this.patience = patience;
  }

  /**
   * Takes over this camera's, to close it in the end; at once if that is over.
   *
   * @param whenPublished runs when {@link PublishPoint#whenPublished} says so; never if the point
   *     fails or hangs when it is asked to
   */
  public void add(String camera, PublishPoint point, Runnable whenPublished) {
    String name = "The publish point of " + camera;
    byCamera.put(camera, new Guarded(point, new ForeignCode(name)));
    AutoCloseable _ = open.add(Closer.within(patience, name, point));
    boolean _ = new ForeignCode(name).runWithin(patience, () -> point.whenPublished(whenPublished));
  }

  /** That of this camera, if it has one. */
  public Optional<PublishPoint> find(String camera) {
    return Optional.ofNullable(byCamera.get(camera)).map(Guarded::point);
  }

  /** The cameras that have one. */
  public Set<String> cameras() {
    return Set.copyOf(byCamera.keySet());
  }

  /**
   * Whether this camera only waits for somebody to publish, which is not a failure. One that does
   * not say so within a second is not asked again before it has.
   */
  public boolean isWaiting(String camera) {
    Guarded guarded = byCamera.get(camera);
    return guarded != null
        && guarded.guard().getWithin(PATIENCE_OF_LOOPS, guarded.point()::waiting, false);
  }

  /** Closes all; one that hangs is left behind after a few seconds. */
  @Override
  public void close() {
    open.close();
  }
}
