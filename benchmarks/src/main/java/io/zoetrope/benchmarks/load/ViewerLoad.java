package io.zoetrope.benchmarks.load;

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
 * <p>Where the system lets them, viewers drop pictures in the kernel. All others read into one
 * buffer: what they read is thrown away, so it had better stay in the processor's cache.
 */
public final class ViewerLoad {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int ANSWERS_AWAITED = 512;
  private static final long GATHER_NANOS = 20_000;
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(60);

  private final LoadPlan plan;
  private final List<WindowListener> listeners;
  private final WallClock clock = WallClock.SYSTEM;
  private final Gauges gauges = new Gauges();
  private final @Nullable LinuxTcp kernel;
  private final ByteBuffer shared = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final List<LoadTarget> targets = new ArrayList<>();
  private final List<Viewer> viewers = new ArrayList<>();
  private final List<SelectionKey> outOfBudget = new ArrayList<>();
  private final Selector selector;
  private int answered;
  private @Nullable String firstLoss;

  public ViewerLoad(LoadPlan plan, WindowListener... listeners) throws IOException {
    this.plan = plan;
    this.listeners = List.of(listeners);
    this.kernel = plan.dropping() ? LinuxTcp.open(Viewer.EDGE_BYTES) : null;
    plan.urls().forEach(url -> targets.add(LoadTarget.of(url)));
    this.selector = Selector.open();
  }

  /** Connects all viewers, lets them warm up, measures, and hangs up. */
  public LoadReport run() throws IOException {
    try {
      connectAll();
      serveUntil(System.nanoTime() + plan.warmUp().toNanos());
      gauges.clear();
      viewers.forEach(Viewer::openWindow);
      OwnCost.Meter meter = new OwnCost.Meter();
      long opened = System.nanoTime();
      listeners.forEach(WindowListener::opened);
      if (plan.stalled() > 0) {
        setStallingInterest(0);
        Set<Integer> ports = stallingPorts();
        listeners.forEach(listener -> listener.stalling(ports));
        serveUntil(opened + plan.stall().toNanos());
        listeners.forEach(WindowListener::resuming);
        viewers.stream().filter(ViewerLoad::stalls).forEach(Viewer::resume);
        setStallingInterest(SelectionKey.OP_READ);
      }
      serveUntil(opened + plan.window().toNanos());
      listeners.forEach(WindowListener::closed);
      double seconds = (System.nanoTime() - opened) / 1e9;
      return LoadReport.of(plan, viewers, gauges, seconds, meter.stop(seconds, plan.ownCore()));
    } finally {
      close();
    }
  }

  private void connectAll() throws IOException {
    long deadline = System.nanoTime() + CONNECT_WITHIN.toNanos();
    while (answered < plan.viewers()) {
      while (viewers.size() < plan.viewers() && viewers.size() - answered < ANSWERS_AWAITED) {
        connect();
      }
      selector.select(this::ready, 100);
      if (firstLoss != null) {
        throw new LoadException(firstLoss);
      }
      if (System.nanoTime() > deadline) {
        throw new LoadException(
            "only " + answered + " of " + plan.viewers() + " viewers got an answer in time");
      }
    }
  }

  private void connect() throws IOException {
    int number = viewers.size();
    LoadTarget target = targets.get(number % targets.size());
    Viewer.Habit habit =
        number < plan.plain()
            ? Viewer.Habit.PLAIN
            : number < plan.plain() + plan.stalled()
                ? Viewer.Habit.STALLING
                : Viewer.Habit.HALF_RATE;
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    int receive =
        habit == Viewer.Habit.PLAIN || plan.slowReceiveBuffer() == 0
            ? plan.receiveBuffer()
            : plan.slowReceiveBuffer();
    if (receive > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receive);
    }
    Viewer viewer =
        new Viewer(
            habit,
            channel,
            target.request(),
            clock,
            plan.periodMicros(),
            gauges,
            number < Math.min(plan.verifying(), plan.plain())
                ? new FrameCheck(target.ledger())
                : null,
            habit == Viewer.Habit.HALF_RATE
                ? new ReadBudget(plan.halfRateBytesPerSecond(), System.nanoTime())
                : null,
            kernel);
    viewers.add(viewer);
    channel.register(selector, SelectionKey.OP_CONNECT, viewer);
    if (channel.connect(target.address())) {
      ask(channel.keyFor(selector), viewer);
    }
  }

  private void ask(SelectionKey key, Viewer viewer) throws IOException {
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
    if (found > 0 && plan.dropping()) {
      LockSupport.parkNanos(GATHER_NANOS);
    }
  }

  private void ready(SelectionKey key) {
    Viewer viewer = (Viewer) key.attachment();
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
      key.cancel();
      closeQuietly(viewer);
    }
  }

  private void letSlowOnesRead() {
    long now = System.nanoTime();
    outOfBudget.removeIf(key -> {
      boolean again = key.isValid() && ((Viewer) key.attachment()).mayRead(now);
      if (again) {
        key.interestOps(SelectionKey.OP_READ);
      }
      return again || !key.isValid();
    });
  }

  private void setStallingInterest(int operations) {
    for (SelectionKey key : selector.keys()) {
      if (key.isValid() && stalls((Viewer) key.attachment())) {
        key.interestOps(operations);
      }
    }
  }

  private Set<Integer> stallingPorts() {
    return viewers.stream()
        .filter(ViewerLoad::stalls)
        .map(viewer -> viewer.channel().socket().getLocalPort())
        .collect(Collectors.toSet());
  }

  private static boolean stalls(Viewer viewer) {
    return viewer.habit() == Viewer.Habit.STALLING;
  }

  private void close() throws IOException {
    viewers.forEach(ViewerLoad::closeQuietly);
    selector.close();
  }

  private static void closeQuietly(Viewer viewer) {
    try {
      viewer.channel().close();
    } catch (IOException e) {
      // Nothing is left to lose on this connection.
    }
  }
}
