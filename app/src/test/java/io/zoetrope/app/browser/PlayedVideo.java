package io.zoetrope.app.browser;

import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.media.Track;
import io.zoetrope.mp4.fixture.EncodedTrack;
import io.zoetrope.mp4.fixture.EncodedTrack.Sample;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has a camera show a video again and again, 25 frames a second. Any thread may call it. */
final class PlayedVideo implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(40);

  private final FakeCamera camera;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  // Guarded by this.
  private EncodedTrack video;
  private int next;
  private long nanos = System.nanoTime();
  private int keyFrames;

  /** Begins at once, with a video whose frames are shown in the order in which they come. */
  PlayedVideo(FakeCamera camera, EncodedTrack video) {
    this.camera = camera;
    this.video = video;
    var _ = clock.scheduleAtFixedRate(this::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void tick() {
    Sample sample = video.samples().get(next);
    keyFrames += sample.key() ? 1 : 0;
    camera.shows(sample.data(), new Track(0, video.format()), sample.key(), nanos, nanos);
    nanos += INTERVAL.toNanos();
    next = (next + 1) % video.samples().size();
  }

  /** Goes on with the beginning of this one. */
  synchronized void switchTo(EncodedTrack other) {
    video = other;
    next = 0;
  }

  /** As if the frames of this time had been lost. */
  synchronized void pause(Duration time) {
    nanos += time.toNanos();
  }

  synchronized int keyFrames() {
    return keyFrames;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
