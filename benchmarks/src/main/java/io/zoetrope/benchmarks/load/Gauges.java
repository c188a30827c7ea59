package io.zoetrope.benchmarks.load;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** For one thread. How old frames are when they arrive, for all viewers of one habit together. */
final class Gauges {
  private final Map<LoadViewer.Habit, DelayHistogram> atFirstByte =
      new EnumMap<>(LoadViewer.Habit.class);
  private final Map<LoadViewer.Habit, DelayHistogram> atLastByte =
      new EnumMap<>(LoadViewer.Habit.class);
  private DelayHistogram atFirstViewer = new DelayHistogram();
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
    return atFirstViewer.delays();
  }

  Delays firstBytes(LoadViewer.Habit habit) {
    return buffer(atFirstByte, habit).delays();
  }

  Delays lastBytes(LoadViewer.Habit habit) {
    return buffer(atLastByte, habit).delays();
  }

  void clear() {
    atFirstByte.clear();
    atLastByte.clear();
    atFirstViewer = new DelayHistogram();
  }

  private static DelayHistogram buffer(
      Map<LoadViewer.Habit, DelayHistogram> buffers, LoadViewer.Habit habit) {
    return buffers.computeIfAbsent(habit, _ -> new DelayHistogram());
  }

  /** Two clocks may disagree by a little, so an age below zero counts as zero. */
  private static void add(DelayHistogram buffer, long micros) {
    buffer.add(Math.max(0, micros));
  }
}
