package io.zoetrope.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** For the load's own thread. One connection that watches one stream, and all that it saw. */
final class LoadViewer extends FrameReader {
  enum Habit {
    PLAIN,
    STALLING,
    HALF_RATE
  }

  /** Enough for what is between two pictures; more would only be copied. */
  static final int EDGE_BYTES = 512;

  private static final int CALLS_AT_ONCE = 16;

  private final Habit habit;
  private final SocketChannel channel;
  private final ByteBuffer request;
  private final Gauges gauges;
  private final GapCounter gaps;
  private final StallWatch stall = new StallWatch();
  private final @Nullable FrameCheck check;
  private final @Nullable ReadBudget budget;
  private final LinuxTcp.@Nullable Waiting waiting;
  private long frames;
  private long bytes;
  private long broken;
  private long captured = -1;
  private Tally atOpening = Tally.NONE;
  private @Nullable String loss;

  LoadViewer(
      Habit habit,
      SocketChannel channel,
      ByteBuffer request,
      double periodMicros,
      Gauges gauges,
      @Nullable FrameCheck check,
      @Nullable ReadBudget budget,
      @Nullable LinuxTcp kernel) {
    this.habit = habit;
    this.channel = channel;
    this.request = request.duplicate();
    this.gauges = gauges;
    this.gaps = new GapCounter(periodMicros);
    this.check = check;
    this.budget = budget;
    boolean drops = check == null && budget == null;
    this.waiting = drops && kernel != null ? kernel.on(channel) : null;
  }

  void ask() throws IOException {
    channel.write(request);
    if (request.hasRemaining()) {
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
      int skippable = skippable();
      int count;
      if (skippable > 0) {
        count = waiting.drop(skippable);
        if (count > 0) {
          skip(count);
        }
        more = count == skippable;
      } else {
        ByteBuffer edge = waiting.take();
        count = edge.remaining();
        feed(edge);
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
      throw LoadException.closed();
    }
    if (budget != null) {
      budget.spend(count);
    }
    bytes += count;
    feed(shared.flip());
  }

  @Override
  void partStarted(long capturedMicros, long sequence) {
    captured = capturedMicros;
    gaps.frame(capturedMicros, sequence);
    stall.partStarted(capturedMicros, consumed());
    if (check != null) {
      check.start();
    }
    if (capturedMicros >= 0) {
      gauges.firstByte(habit, capturedMicros, Gauges.wallMicros());
    }
  }

  @Override
  void partBytes(ByteBuffer in, int count) {
    if (check != null) {
      check.take(in, count);
    }
  }

  @Override
  void partEnded() {
    frames++;
    long now = Gauges.wallMicros();
    if (captured >= 0) {
      gauges.lastByte(habit, captured, now);
    }
    stall.partEnded(now);
    if (check != null && !check.whole(captured)) {
      broken++;
    }
  }

  boolean mayRead(long nowNanos) {
    return budget == null || budget.allowed(nowNanos) > 0;
  }

  void resume() {
    stall.resumed(Gauges.wallMicros(), consumed());
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

  Habit habit() {
    return habit;
  }

  boolean stalls() {
    return habit == Habit.STALLING;
  }

  SocketChannel channel() {
    return channel;
  }

  /** The connection is over. */
  void lost(String reason) {
    loss = reason;
    close();
  }

  @Nullable String loss() {
    return loss;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is left to lose on this connection.
    }
  }
}
