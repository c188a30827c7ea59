package io.zoetrope.app.cli;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a program that runs until somebody ends it. After SIGTERM, which service managers
 * send, it closes what runs and ends with exit code 0: left to itself the JVM would close it too,
 * but end with 143, which they count as a failure. After SIGINT it is closed as well and the code
 * is 130, as terminals expect. The main thread calls it; signals come on threads of the JVM's.
 */
final class Termination {
  private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

  private final CountDownLatch asked = new CountDownLatch(1);
  private @Nullable AutoCloseable running; // guarded by this

  private Termination() {}

  /** Hears signals from now on. */
  static Termination listen() {
    Termination termination = new Termination();
    termination.hear("TERM");
    return termination;
  }

  /** Says what is to be closed at the end. */
  void closes(AutoCloseable service) {
    synchronized (this) {
      running = service;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  boolean _ = close();
                  asked.countDown();
                },
                "shutdown"));
  }

  /** Waits for the signal, at most for so long; returns whether it has come. */
  boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits for the signal, closes what runs, and returns the exit code. */
  int await() throws InterruptedException {
    asked.await();
    return close() ? 0 : CommandLineRunner.FAILED;
  }

  /** Whoever comes second waits until it is closed. */
  private synchronized boolean close() {
    AutoCloseable closing = running;
    running = null;
    try {
      if (closing != null) {
        closing.close();
      }
      return true;
    } catch (Exception e) {
      LOG.error("It could not be ended in order: {}", e.toString());
      return false;
    }
  }

  /** By its name, since javac warns of the class, and nothing else hears a signal. */
  private void hear(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object counting =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                asked.countDown();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), counting);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // With -Xrs, or on another JVM, it ends as the JVM does.
      LOG.debug("SIG{} is left to the JVM", name, e);
    }
  }
}
