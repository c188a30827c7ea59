package io.zoetrope.benchmarks.load;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.openjdk.jmh.util.SampleBuffer;

/** For one thread. How old frames are when they arrive, for all viewers of one habit together. */
final class Gauges {
  private final Map<LoadViewer.Habit, SampleBuffer> atFirstByte =
      new EnumMap<>(LoadViewer.Habit.class);
  private final Map<LoadViewer.Habit, SampleBuffer> atLastByte =
      new EnumMap<>(LoadViewer.Habit.class);
  private SampleBuffer atFirstViewer = new SampleBuffer();
  private long newest = -1;

  /** What a server on this machine stamps on its frames. */
  static long wallMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  void firstByte(LoadViewer.Habit habit, long capturedMicros, long nowMicros) {
    // Until the first viewer has the first byte, the frame was with the server alone.
    if (capturedMicros > newest) {
      newest = capturedMicros;
      add(atFirstViewer, nowMicros - capturedMicros);
    }
    if (habit == LoadViewer.Habit.HALF_RATE) {
      add(buffer(atFirstByte, habit), nowMicros - capturedMicros);
    }
  }

  void lastByte(LoadViewer.Habit habit, long capturedMicros, long nowMicros) {
    add(buffer(atLastByte, habit), nowMicros - capturedMicros);
  }

  Delays firstBytes() {
    return Delays.of(atFirstViewer);
  }

  Delays firstBytes(LoadViewer.Habit habit) {
    return Delays.of(buffer(atFirstByte, habit));
  }

  Delays lastBytes(LoadViewer.Habit habit) {
    return Delays.of(buffer(atLastByte, habit));
  }

  void clear() {
    atFirstByte.clear();
    atLastByte.clear();
    atFirstViewer = new SampleBuffer();
  }

  private static SampleBuffer buffer(
      Map<LoadViewer.Habit, SampleBuffer> buffers, LoadViewer.Habit habit) {
    return buffers.computeIfAbsent(habit, _ -> new SampleBuffer());
  }

  /** Two clocks may disagree by a little, so an age below zero counts as zero. */
  private static void add(SampleBuffer buffer, long micros) {
    buffer.add(Math.max(0, micros));
  }
}
