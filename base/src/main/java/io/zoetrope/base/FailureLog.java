package io.zoetrope.base;

import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Logs what foreign code throws, each failure with its stack trace once. Any thread. */
final class FailureLog {
  private static final System.Logger LOG = System.getLogger(ForeignCode.class.getName());
  private static final int MOST_REMEMBERED = 100;

  private final String name;
  private final Set<Failure> logged = ConcurrentHashMap.newKeySet();

  private record Failure(Class<?> type, @Nullable StackTraceElement thrownAt) {
    static Failure of(Throwable thrown) {
      StackTraceElement[] trace =
          ForeignCode.call(thrown::getStackTrace)
                  instanceof Returned<StackTraceElement[]>(StackTraceElement[] known)
              ? known
              : new StackTraceElement[0];
      return new Failure(thrown.getClass(), trace.length == 0 ? null : trace[0]);
    }
  }

  /** The name begins each sentence. */
  FailureLog(String name) {
    this.name = name;
  }

  /** Logs it, or only its class if it does not even say what it is. Throws nothing. */
  void report(Throwable thrown) {
    try {
      boolean first = logged.size() < MOST_REMEMBERED && logged.add(Failure.of(thrown));
      System.Logger.Level level = first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
      if (ForeignCode.call(() -> log(level, thrown)) instanceof Threw<Boolean>) {
        LOG.log(level, name + " failed: " + thrown.getClass().getName());
      }
    } catch (Throwable unspeakable) {
      // There may be no memory left to log with; whoever calls goes on all the same.
    }
  }

  private boolean log(System.Logger.Level level, Throwable thrown) {
    if (LOG.isLoggable(level)) {
      // Some logs drop the whole line when one of these throws.
      String _ = thrown.getMessage();
      StackTraceElement[] _ = thrown.getStackTrace();
      thrown.printStackTrace(new PrintWriter(Writer.nullWriter()));
      LOG.log(level, name + " failed", thrown);
    }
    return true;
  }
}
