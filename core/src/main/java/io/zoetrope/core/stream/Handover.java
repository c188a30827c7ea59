package io.zoetrope.core.stream;

import io.netty.util.concurrent.EventExecutor;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.SerialExecutor;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The way to the executor of viewers, which others wrote: it may refuse, or run at once what it is
 * given, or hang. Any thread may call it, as long as it holds no lock.
 */
record Handover(Executor executor, @Nullable SerialExecutor detour) {
  private static final ForeignCode EXECUTORS = new ForeignCode("The executor of a viewer");
  private static final int MOST_WAITING = 1000;

  /** Directly to an event loop, which takes what it is given at once; else by another thread. */
  static Handover to(Executor executor, Executor threads) {
    return new Handover(
        executor,
        executor instanceof EventExecutor
            ? null
            : new SerialExecutor("The executor of a viewer", threads, MOST_WAITING));
  }

  /** Has the action executed; if it never will be, {@code missed} runs instead. */
  void execute(Runnable action, Runnable missed) {
    SerialExecutor other = detour;
    if (other == null) {
      executeNow(action, missed);
    } else if (other.add(() -> executeNow(action, missed))) {
      other.wake();
    } else {
      missed.run();
    }
  }

  private void executeNow(Runnable action, Runnable missed) {
    if (!EXECUTORS.handOver(executor, action)) {
      missed.run();
    }
  }
}
