package io.zoetrope.tasks.local;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.tasks.QueueUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that uses the file; any thread may call the methods. It runs all commands that
 * have come meanwhile in one transaction, so that many callers share the cost of one commit. A
 * platform thread, as SQLite is native code.
 */
final class Writer implements AutoCloseable {
  private static final int MOST_TOGETHER = 256;
  private static final long PAUSE_WITHOUT_CLOCK_MILLIS = 1000;

  private sealed interface Letter {
    record Ask(DatabaseCommand<?> command) implements Letter {}

    /** The caller waits no longer. Only the writer's thread knows whether the command is done. */
    record Withdraw(DatabaseCommand<?> command) implements Letter {}

    record Close() implements Letter {}
  }

  private final Transactions transactions;
  private final BlockingQueue<Letter> inbox = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final Object entry = new Object();
  private boolean started;
  private boolean closed;

  Writer(Transactions transactions) {
    this.transactions = transactions;
    this.thread = Thread.ofPlatform().name("tasks-db").daemon().unstarted(this::run);
  }

  /** Runs a command and waits for its result, however long it takes. */
  <T> @Nullable T call(DatabaseCommand<T> command) {
    send(new Letter.Ask(command));
    return resultOf(command.result());
  }

  /** The command's result; null when it had to wait for longer than that. */
  <T> @Nullable T call(DatabaseCommand<T> command, Duration atMost) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    send(new Letter.Ask(command));
    try {
      return command.result().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return withdrawn(command);
    } catch (InterruptedException e) {
      T result = withdrawn(command);
      if (result == null) {
        throw e;
      }
      // It is done, so it must not be lost: the interrupt is for the caller's next wait.
      Thread.currentThread().interrupt();
      return result;
    } catch (ExecutionException e) {
      return resultOf(command.result());
    }
  }

  private <T> @Nullable T withdrawn(DatabaseCommand<T> command) {
    synchronized (entry) {
      if (!closed) {
        inbox.add(new Letter.Withdraw(command));
      }
    }
    return resultOf(command.result());
  }

  private static <T> @Nullable T resultOf(CompletableFuture<@Nullable T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof QueueUnavailableException known) {
        // Anew, for the stack trace of the one who asked.
        throw new QueueUnavailableException(String.valueOf(known.getMessage()), known);
      }
      throw e;
    }
  }

  private void send(Letter letter) {
    synchronized (entry) {
      if (closed) {
        throw closedFailure();
      }
      if (!started) {
        started = true;
        thread.start();
      }
      inbox.add(letter);
    }
  }

  private static QueueUnavailableException closedFailure() {
    return new QueueUnavailableException(
        "The queue is closed: this server is about to end.", new IllegalStateException("closed"));
  }

  private void run() {
    List<Letter> letters = new ArrayList<>();
    List<DatabaseCommand<?>> commands = new ArrayList<>();
    boolean open = true;
    while (open) {
      letters.clear();
      commands.clear();
      receive(letters);
      for (Letter letter : letters) {
        if (letter instanceof Letter.Ask(DatabaseCommand<?> command)) {
          commands.add(command);
        }
        open &= !(letter instanceof Letter.Close);
      }
      run(commands);
      for (Letter letter : letters) {
        if (letter instanceof Letter.Withdraw(DatabaseCommand<?> command)) {
          transactions.withdraw(command);
        }
      }
    }
    transactions.close(closedFailure());
  }

  /** Whatever goes wrong, nobody waits for ever. */
  private void run(List<DatabaseCommand<?>> commands) {
    Outcome<Boolean> outcome =
        ForeignCode.call(() -> {
          transactions.run(commands);
          return true;
        });
    if (outcome instanceof Threw<Boolean>(Throwable cause)) {
      transactions.fail(commands, cause);
    }
  }

  private void receive(List<Letter> letters) {
    try {
      // The clock is the program's.
      long pause =
          ForeignCode.call(transactions::pauseMillis) instanceof Returned<Long>(Long millis)
              ? millis
              : PAUSE_WITHOUT_CLOCK_MILLIS;
      Letter first = inbox.poll(pause, TimeUnit.MILLISECONDS);
      if (first != null) {
        letters.add(first);
        inbox.drainTo(letters, MOST_TOGETHER - 1);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }

  /** Runs what has been asked for before, then closes the file. */
  @Override
  public void close() {
    synchronized (entry) {
      if (closed) {
        return;
      }
      closed = true;
      if (!started) {
        return;
      }
      inbox.add(new Letter.Close());
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
