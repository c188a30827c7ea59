package io.zoetrope.benchmarks.load;

import io.zoetrope.benchmarks.load.LoadViewer.Habit;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs wholly in the thread that calls {@link #run}. Puts many viewers on one stream and counts
 * what they get.
 *
 * <p>If the system lets them, viewers drop pictures in the kernel. All others read into one buffer:
 * what they read is thrown away, so it had better stay in the processor's cache.
 */
public final class ViewerLoad {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int SLOW_RECEIVE_BUFFER = 64 * 1024;
  private static final int ANSWERS_AWAITED = 512;
  private static final long GATHER_NANOS = 20_000;
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(60);

  private final LoadPlan plan;
  private final Crowd crowd;
  private final List<WindowListener> listeners;
  private final Gauges gauges = new Gauges();
  private final @Nullable LinuxTcp kernel;
  private final ByteBuffer shared = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final List<LoadTarget> targets;
  private final List<LoadViewer> viewers = new ArrayList<>();
  private final List<SelectionKey> outOfBudget = new ArrayList<>();
  private final Selector selector;
  private int answered;
  private @Nullable String firstLoss;

  public ViewerLoad(LoadPlan plan, List<WindowListener> listeners) throws IOException {
    this.plan = plan;
    this.crowd = plan.crowd();
    this.listeners = List.copyOf(listeners);
    this.kernel = crowd.drops() ? LinuxTcp.open(LoadViewer.EDGE_BYTES) : null;
    this.targets = plan.urls().stream().map(LoadTarget::of).toList();
    this.selector = Selector.open();
  }

  /** Connects all viewers, lets them warm up, measures, and hangs up. */
  public LoadReport run() throws IOException {
    try {
      connectAll();
      serveUntil(System.nanoTime() + plan.warmUp().toNanos());
      gauges.clear();
      viewers.forEach(LoadViewer::openWindow);
      OwnCost.Meter meter = new OwnCost.Meter();
      long opened = System.nanoTime();
      listeners.forEach(WindowListener::opened);
      if (crowd.stalled() > 0) {
        setStallingInterest(0);
        Set<Integer> ports = stallingPorts();
        listeners.forEach(listener -> listener.stalling(ports));
        serveUntil(opened + plan.stall().toNanos());
        listeners.forEach(WindowListener::resuming);
        viewers.stream().filter(LoadViewer::stalls).forEach(LoadViewer::resume);
        setStallingInterest(SelectionKey.OP_READ);
      }
      serveUntil(opened + plan.window().toNanos());
      listeners.forEach(WindowListener::closed);
      double seconds = (System.nanoTime() - opened) / 1e9;
      return LoadReport.of(plan, viewers, gauges, seconds, meter.stop(seconds, plan.ownCore()));
    } finally {
      viewers.forEach(LoadViewer::close);
      selector.close();
    }
  }

  private void connectAll() throws IOException {
    long deadline = System.nanoTime() + CONNECT_WITHIN.toNanos();
    while (answered < crowd.viewers()) {
      while (viewers.size() < crowd.viewers() && viewers.size() - answered < ANSWERS_AWAITED) {
        connect(viewers.size());
      }
      selector.select(this::ready, 100);
      if (firstLoss != null) {
        throw new LoadException(firstLoss);
      }
      if (System.nanoTime() > deadline) {
        throw new LoadException(
            "only " + answered + " of " + crowd.viewers() + " viewers got an answer in time");
      }
    }
  }

  private void connect(int number) throws IOException {
    LoadTarget target = targets.get(number % targets.size());
    Habit habit = habit(number);
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    if (habit != Habit.PLAIN) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_RECEIVE_BUFFER);
    }
    boolean verifies = target.jpegs() && number < Math.min(Crowd.VERIFYING, crowd.plain());
    LoadViewer viewer =
        new LoadViewer(
            habit,
            channel,
            target.request(),
            plan.periodMicros(),
            gauges,
            verifies ? new FrameCheck(target.checksums()) : null,
            habit == Habit.HALF_RATE
                ? new ReadBudget(plan.halfRateBytesPerSecond(), System.nanoTime())
                : null,
            kernel);
    viewers.add(viewer);
    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, viewer);
    if (channel.connect(target.address())) {
      ask(key, viewer);
    }
  }

  private Habit habit(int number) {
    if (number < crowd.plain()) {
      return Habit.PLAIN;
    }
    return number < crowd.plain() + crowd.stalled() ? Habit.STALLING : Habit.HALF_RATE;
  }

  private void ask(SelectionKey key, LoadViewer viewer) throws IOException {
    viewer.ask();
    key.interestOps(SelectionKey.OP_READ);
  }

  private void serveUntil(long deadline) throws IOException {
    long left = deadline - System.nanoTime();
    while (left > 0) {
      long wait = outOfBudget.isEmpty() ? Math.min(100, left / 1_000_000) : 2;
      if (wait == 0) {
        selector.selectNow(this::ready);
      } else {
        gather(selector.select(this::ready, wait));
      }
      letSlowOnesRead();
      left = deadline - System.nanoTime();
    }
  }

  /**
   * A load that drops is done with each frame before the next comes. To be woken for each would
   * cost the server more than the frame, so it sleeps on a little.
   */
  private void gather(int found) {
    if (found > 0 && crowd.drops()) {
      LockSupport.parkNanos(GATHER_NANOS);
    }
  }

  private void ready(SelectionKey key) {
    LoadViewer viewer = (LoadViewer) key.attachment();
    try {
      if (key.isConnectable()) {
        viewer.channel().finishConnect();
        ask(key, viewer);
        return;
      }
      if (!viewer.mayRead(System.nanoTime())) {
        key.interestOps(0);
        outOfBudget.add(key);
        return;
      }
      boolean before = viewer.streaming();
      viewer.read(shared);
      if (!before && viewer.streaming()) {
        answered++;
      }
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      viewer.lost(reason);
      firstLoss = firstLoss == null ? reason : firstLoss;
    }
  }

  private void letSlowOnesRead() {
    long now = System.nanoTime();
    outOfBudget.removeIf(key -> {
      boolean again = key.isValid() && ((LoadViewer) key.attachment()).mayRead(now);
      if (again) {
        key.interestOps(SelectionKey.OP_READ);
      }
      return again || !key.isValid();
    });
  }

  private void setStallingInterest(int operations) {
    for (SelectionKey key : selector.keys()) {
      if (key.isValid() && ((LoadViewer) key.attachment()).stalls()) {
        key.interestOps(operations);
      }
    }
  }

  private Set<Integer> stallingPorts() {
    return viewers.stream()
        .filter(LoadViewer::stalls)
        .map(viewer -> viewer.channel().socket().getLocalPort())
        .collect(Collectors.toSet());
  }
}
