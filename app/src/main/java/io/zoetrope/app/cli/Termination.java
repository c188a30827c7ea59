package io.zoetrope.app.cli;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a program that runs until somebody ends it, with a line in the log that says why.
 * After SIGTERM, which service managers send, it closes what runs and ends with exit code 0: left
 * to itself the JVM would close it too, but end with 143, which they count as a failure. After
 * SIGINT and SIGHUP it is closed as well, and the code is the one that terminals expect. The main
 * thread calls it; signals come on threads of the JVM's.
 */
final class Termination {
  private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

  private static final Duration QUICK = Duration.ofSeconds(1);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicReference<@Nullable Cause> cause = new AtomicReference<>();
  private @Nullable AutoCloseable running; // guarded by this

  private Termination() {}

  private record Cause(String signal, int exitCode) {}

  /**
   * Handles SIGTERM from now on; until the service is running, the signals of terminals end the JVM
   * at once.
   */
  static Termination listen() {
    Termination termination = new Termination();
    termination.hear(new Cause("TERM", 0));
    return termination;
  }

  void closes(AutoCloseable service) {
    synchronized (this) {
      running = service;
    }
    hear(new Cause("INT", 130));
    hear(new Cause("HUP", 129));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  boolean _ = close();
                  asked.countDown();
                },
                "shutdown"));
  }

  boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  int await() throws InterruptedException {
    asked.await();
    if (!close()) {
      return CommandLineRunner.FAILED;
    }
    Cause first = cause.get();
    return first == null ? 0 : first.exitCode();
  }

  /** The second caller waits until it is closed. */
  private synchronized boolean close() {
    AutoCloseable closing = running;
    running = null;
    if (closing == null) {
      return true;
    }
    Cause first = cause.get();
    LOG.info(first == null ? "Stopping" : "Stopping: received SIG" + first.signal());
    long begun = System.nanoTime();
    try {
      closing.close();
      LOG.info("Stopped{}", after(Duration.ofNanos(System.nanoTime() - begun)));
      return true;
    } catch (Exception e) {
      LOG.error("Stopping failed: {}", e.toString());
      return false;
    }
  }

  /** How long it took, if anybody had to wait for it. */
  static String after(Duration taken) {
    return taken.compareTo(QUICK) < 0
        ? ""
        : " after %.1f seconds".formatted(taken.toMillis() / 1000.0);
  }

  /** By name, because javac warns about the class and there is no other way to handle a signal. */
  private void hear(Cause heard) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object counting =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                cause.compareAndSet(null, heard);
                asked.countDown();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(heard.signal()), counting);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // With -Xrs, or on another JVM, it ends as the JVM does.
      LOG.debug("SIG{} is left to the JVM", heard.signal(), e);
    }
  }
}
