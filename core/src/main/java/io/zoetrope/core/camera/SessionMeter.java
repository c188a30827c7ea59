package io.zoetrope.core.camera;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.VideoFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What a session delivers. Its thread writes, and any thread may read. */
final class SessionMeter {
  private final RateMeter rate;
  private final long openedNanos;
  private final Map<Integer, TrackMeter> tracks = new ConcurrentSkipListMap<>();
  private boolean soundCounts; // used by the session's thread only
  private volatile boolean begun;
  private volatile @Nullable VideoFormat format;
  private volatile long firstNanos;
  private volatile long lastNanos;

  /** The rate and the format may be those of an earlier session. */
  SessionMeter(RateMeter rate, @Nullable VideoFormat format, long openedNanos) {
    this.rate = rate;
    this.format = format;
    this.openedNanos = openedNanos;
    this.lastNanos = openedNanos;
  }

  /** The meter of the next session. If that goes on with this one's pictures, so does the rate. */
  SessionMeter next(long nowNanos, boolean goesOn) {
    return new SessionMeter(goesOn ? rate : new RateMeter(), format, nowNanos);
  }

  /** Whether there is no video, so that sound is what the session is there for. */
  void countSound(boolean counts) {
    soundCounts = counts;
  }

  /** Notes a frame and says whether it is the first that counts: a picture, or else sound. */
  boolean mark(Frame frame, long nowNanos) {
    if (frame.placeholder()) {
      return false;
    }
    tracks.computeIfAbsent(frame.track().id(), _ -> new TrackMeter(frame.track())).mark(frame);
    if (frame.format() instanceof VideoFormat video) {
      format = video;
      rate.mark(frame.capturedNanos());
    } else if (!soundCounts) {
      return false;
    }
    boolean first = !begun;
    if (first) {
      firstNanos = nowNanos;
    }
    lastNanos = nowNanos;
    begun = true;
    return first;
  }

  /** Whether there was a picture, or sound that counts. */
  boolean begun() {
    return begun;
  }

  long openedNanos() {
    return openedNanos;
  }

  /** When the last picture came; before the first, when the session was opened. */
  long lastNanos() {
    return lastNanos;
  }

  /** Whether pictures came over so long a time. Silence after the last does not count. */
  boolean lasted(Duration time) {
    return begun && lastNanos - firstNanos >= time.toNanos();
  }

  /** Of the last picture, which may be an earlier session's. */
  @Nullable VideoFormat format() {
    return format;
  }

  /** What came of each track, by their ids. */
  List<TrackStatus> tracks() {
    return tracks.values().stream().map(TrackMeter::status).toList();
  }

  double framesPerSecond(long nowNanos) {
    return rate.perSecond(nowNanos);
  }
}
