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
  private static final ForeignCode GUARD = new ForeignCode("A publish point");
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(3);

  private final Map<String, PublishPoint> byCamera = new ConcurrentHashMap<>();
  private final Closer open = new Closer();
  private final Duration patience;

  /** None yet. */
  public PublishPoints() {
    this(PATIENCE_AT_CLOSE);
  }

  PublishPoints(Duration patience) {
    this.patience = patience;
  }

  /** Takes over this camera's, to close it in the end; at once if that is over. */
  public void add(String camera, PublishPoint point) {
    byCamera.put(camera, point);
    AutoCloseable _ = open.add(Closer.within(patience, "The publish point of " + camera, point));
  }

  /** That of this camera, if it has one. */
  public Optional<PublishPoint> find(String camera) {
    return Optional.ofNullable(byCamera.get(camera));
  }

  /** The cameras that have one. */
  public Set<String> cameras() {
    return Set.copyOf(byCamera.keySet());
  }

  /** Whether this camera only waits for somebody to publish, which is not a failure. */
  public boolean isWaiting(String camera) {
    return find(camera).map(point -> GUARD.get(point::waiting, false)).orElse(false);
  }

  /** Closes all; one that hangs is left behind after a few seconds. */
  @Override
  public void close() {
    open.close();
  }
}
