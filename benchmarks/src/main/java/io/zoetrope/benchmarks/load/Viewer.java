package io.zoetrope.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** For the load's own thread. One connection that watches one stream, and all that it saw. */
final class Viewer implements PartSink {
  enum Habit {
    PLAIN,
    STALLING,
    HALF_RATE
  }

  /** Enough for what stands between two pictures; more would only be copied. */
  static final int EDGE_BYTES = 512;

  private static final int CALLS_AT_ONCE = 16;

  private final Habit habit;
  private final SocketChannel channel;
  private final ByteBuffer request;
  private final WallClock clock;
  private final DelayHistogram delays;
  private final @Nullable DelayHistogram startAges;
  private final FirstBytes firstBytes;
  private final @Nullable FrameCheck check;
  private final @Nullable ReadBudget budget;
  private final LinuxTcp.@Nullable Waiting waiting;
  private final StallWatch stall = new StallWatch();
  private final GapCounter gaps;

  private final StreamReader stream = new StreamReader(this);

  private long frames;
  private long bytes;
  private long broken;
  private long timestamp = -1;
  private Tally atOpening = Tally.NONE;
  private @Nullable String loss;

  Viewer(
      Habit habit,
      SocketChannel channel,
      ByteBuffer request,
      WallClock clock,
      double periodMicros,
      Gauges gauges,
      @Nullable FrameCheck check,
      @Nullable ReadBudget budget,
      @Nullable LinuxTcp kernel) {
    this.habit = habit;
    this.channel = channel;
    this.request = request;
    this.clock = clock;
    this.gaps = new GapCounter(periodMicros);
    this.delays = gauges.delays(habit);
    this.startAges = habit == Habit.HALF_RATE ? gauges.halfRateStartAges() : null;
    this.firstBytes = gauges.firstBytes();
    this.check = check;
    this.budget = budget;
    boolean drops = check == null && budget == null;
    this.waiting = drops && kernel != null ? kernel.on(channel) : null;
  }

  void ask() throws IOException {
    if (channel.write(request.duplicate()) != request.limit()) {
      throw new LoadException("a request did not fit into a new connection");
    }
  }

  /** Reads what waits, or a part of it, and at most once into {@code shared}. */
  void read(ByteBuffer shared) throws IOException {
    if (waiting == null) {
      fetch(shared);
    } else {
      drop(waiting);
    }
  }

  /** Ends where no more waits, so that the selector need not say so; or when others should read. */
  private void drop(LinuxTcp.Waiting waiting) throws IOException {
    boolean more = true;
    for (int calls = 0; more && calls < CALLS_AT_ONCE; calls++) {
      int skippable = stream.skippable();
      int count;
      if (skippable > 0) {
        count = waiting.drop(skippable);
        if (count > 0) {
          stream.skip(count);
        }
        more = count == skippable;
      } else {
        ByteBuffer edge = waiting.take();
        count = edge.remaining();
        stream.feed(edge);
        more = count == EDGE_BYTES;
      }
      bytes += count;
    }
  }

  private void fetch(ByteBuffer shared) throws IOException {
    shared.clear();
    if (budget != null) {
      shared.limit(Math.min(shared.capacity(), budget.allowed(System.nanoTime())));
    }
    int count = channel.read(shared);
    if (count < 0) {
      throw BrokenStreamException.closed();
    }
    if (budget != null) {
      budget.spend(count);
    }
    bytes += count;
    shared.flip();
    stream.feed(shared);
  }

  @Override
  public void partStarted(long timestampMicros, long sequence, long length) {
    timestamp = timestampMicros;
    gaps.frame(timestampMicros, sequence);
    stall.partStarted(timestampMicros, stream.consumed());
    if (check != null) {
      check.start();
    }
    if (timestampMicros >= 0) {
      long now = clock.micros();
      firstBytes.seen(timestampMicros, now);
      if (startAges != null) {
        startAges.add(now - timestampMicros);
      }
    }
  }

  @Override
  public void partBytes(ByteBuffer in, int count) {
    if (check != null) {
      check.take(in, count);
    }
  }

  @Override
  public void partEnded() {
    frames++;
    long now = clock.micros();
    if (timestamp >= 0) {
      delays.add(now - timestamp);
    }
    stall.partEnded(now);
    if (check != null && !check.whole(timestamp)) {
      broken++;
    }
  }

  boolean mayRead(long nowNanos) {
    return budget == null || budget.allowed(nowNanos) > 0;
  }

  void resume() {
    stall.resumed(clock.micros(), stream.consumed(), stream.insidePart());
  }

  StallWatch.Recovery stallRecovery() {
    return stall.recovery();
  }

  void openWindow() {
    atOpening = soFar();
  }

  Tally inWindow() {
    return soFar().minus(atOpening);
  }

  private Tally soFar() {
    return new Tally(frames, bytes, gaps.skipped(), broken);
  }

  boolean streaming() {
    return stream.streaming();
  }

  Habit habit() {
    return habit;
  }

  SocketChannel channel() {
    return channel;
  }

  void lost(String reason) {
    loss = reason;
  }

  @Nullable String loss() {
    return loss;
  }
}
