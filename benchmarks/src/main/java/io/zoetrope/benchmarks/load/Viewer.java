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

  private final Habit habit;
  private final SocketChannel channel;
  private final ByteBuffer request;
  private final WallClock clock;
  private final DelayHistogram delays;
  private final @Nullable DelayHistogram startAges;
  private final FirstBytes firstBytes;
  private final @Nullable FrameCheck check;
  private final @Nullable ReadBudget budget;
  private final StallWatch stall = new StallWatch();
  private final GapCounter gaps;

  private final ResponseHead head = new ResponseHead();
  private final MultipartReader parts = new MultipartReader(this);
  private @Nullable ChunkDecoder chunks;
  private boolean streaming;

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
      @Nullable ReadBudget budget) {
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
  }

  void ask() throws IOException {
    if (channel.write(request.duplicate()) != request.limit()) {
      throw new LoadException("a request did not fit into a new connection");
    }
  }

  /** Reads once into {@code shared}, whose bytes belong to this viewer only until this returns. */
  void read(ByteBuffer shared) throws IOException {
    shared.clear();
    if (budget != null) {
      shared.limit(Math.min(shared.capacity(), budget.allowed(System.nanoTime())));
    }
    int count = channel.read(shared);
    if (count < 0) {
      throw new BrokenStreamException("the server closed the connection");
    }
    if (budget != null) {
      budget.spend(count);
    }
    bytes += count;
    shared.flip();
    decode(shared);
  }

  private void decode(ByteBuffer in) throws BrokenStreamException {
    if (!streaming) {
      streaming = head.take(in);
      if (!streaming) {
        return;
      }
      chunks = head.chunked() ? new ChunkDecoder(parts) : null;
    }
    if (chunks == null) {
      parts.feed(in);
    } else {
      chunks.feed(in);
    }
  }

  @Override
  public void partStarted(long timestampMicros, long sequence, long length) {
    timestamp = timestampMicros;
    gaps.frame(timestampMicros, sequence);
    stall.partStarted(timestampMicros, parts.consumed());
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
    stall.resumed(clock.micros(), parts.consumed(), parts.insidePart());
  }

  StallWatch.Outcome stallOutcome() {
    return stall.outcome();
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
    return streaming;
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
