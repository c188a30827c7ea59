package io.zoetrope.core.stream;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** An event loop that gets to its work when the test says so. Used by one thread. */
final class QueueExecutor implements Executor {
  private final Queue<Runnable> queued = new ArrayDeque<>();
  private int hops;

  @Override
  public void execute(Runnable command) {
    hops++;
    queued.add(command);
  }

  void runAll() {
    for (Runnable next = queued.poll(); next != null; next = queued.poll()) {
      next.run();
    }
  }

  /** Runs what it was given first, if anything is left. */
  void runOne() {
    Runnable next = queued.poll();
    if (next != null) {
      next.run();
    }
  }

  int queued() {
    return queued.size();
  }

  /** How often it was asked to execute something so far. */
  int hops() {
    return hops;
  }
}
