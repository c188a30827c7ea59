package io.zoetrope.app.event;

import io.zoetrope.base.Backoff;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import io.zoetrope.tasks.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what happens to cameras: their states in order, how many watch, and which of them fail.
 * Any thread may call it; nothing but {@link #close} waits.
 *
 * <p>One timer looks at all cameras once a second. So there is at most one message a second about
 * the viewers of a camera, and the last one is always right; a hook in the way of a viewer into a
 * stream would save nothing but that look.
 */
public final class CameraEvents implements CameraObserver, AutoCloseable {
  static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
  private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
  private static final int CAPACITY = 1000;

  private final EventPublisher publisher;
  private final Timekeeper time;
  private final Map<String, ReportedCamera> reported = new ConcurrentHashMap<>();

  // Guarded by this.
  private @Nullable Timer timer;
  private boolean closed;

  public CameraEvents(Topic topic, Timekeeper time) {
    this(topic, time, CAPACITY, RETRY);
  }

  CameraEvents(Topic topic, Timekeeper time, int capacity, Backoff retry) {
    this.publisher = new EventPublisher(topic, capacity, retry);
    this.time = time;
  }

  /**
   * A camera is {@code waiting} if it only waits for somebody to publish, which is not a failure.
   */
  public void watch(Cameras cameras, Predicate<String> waiting) {
    for (Camera camera : cameras.all()) {
      reported(camera.id()).look(camera, waiting.test(camera.id()));
    }
    synchronized (this) {
      if (!closed) {
        timer = time.after(LOOK_INTERVAL, () -> watch(cameras, waiting));
      }
    }
  }

  @Override
  public void stateChanged(String camera, CameraState before, CameraState after) {
    reported(camera).enters(after);
  }

  /** Waits briefly until all events are published. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (timer != null) {
        timer.cancel();
      }
    }
    publisher.close();
  }

  private ReportedCamera reported(String camera) {
    return reported.computeIfAbsent(
        camera, id -> new ReportedCamera(id, time, publisher::handOver));
  }
}
