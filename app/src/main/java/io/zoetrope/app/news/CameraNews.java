package io.zoetrope.app.news;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import io.zoetrope.tasks.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells on a topic what happens to cameras: their states in order, and how many watch. Any thread
 * may call it; nothing but {@link #close} waits.
 *
 * <p>One timer compares the numbers of viewers of all cameras once a second. So there is at most
 * one message a second for a camera, and the last one is always right; a hook in the way of a
 * viewer into a broadcast would save nothing but that look.
 */
public final class CameraNews implements CameraObserver, AutoCloseable {
  private static final Duration VIEWERS_INTERVAL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int CAPACITY = 1000;

  private final NewsDesk desk;
  private final Timekeeper time;

  // Guarded by this.
  private final Map<String, Integer> viewersTold = new HashMap<>();
  private @Nullable Timer timer;
  private boolean closed;

  /** Makes news of cameras that are still to be made, as their observer. */
  public CameraNews(Topic topic, Timekeeper time) {
    this(topic, time, CAPACITY, RETRY);
  }

  CameraNews(Topic topic, Timekeeper time, int capacity, Duration retry) {
    this.desk = new NewsDesk(topic, capacity, retry);
    this.time = time;
  }

  /** Tells of the viewers of these cameras from now on. */
  public synchronized void watch(Cameras cameras) {
    if (!closed) {
      cameras.all().forEach(this::compareViewers);
      timer = time.after(VIEWERS_INTERVAL, () -> watch(cameras));
    }
  }

  @Override
  public void stateChanged(String camera, CameraState before, CameraState after) {
    ObjectNode news = news("camera", camera).put("state", after.label());
    if (after instanceof Retrying failed) {
      news.put("reason", failed.reason());
    }
    desk.handOver(news);
  }

  /** How many messages were left out while the topic could not be reached. */
  public long dropped() {
    return desk.dropped();
  }

  /** Waits for a moment until what has happened is published. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (timer != null) {
        timer.cancel();
      }
    }
    desk.close();
  }

  private void compareViewers(Camera camera) {
    int viewers = camera.broadcast().viewers();
    Integer told = viewersTold.put(camera.id(), viewers);
    if (viewers != (told == null ? 0 : told)) {
      desk.handOver(news("viewers", camera.id()).put("viewers", viewers));
    }
  }

  private ObjectNode news(String type, String camera) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("at", time.now().toString())
        .put("camera", camera);
  }
}
