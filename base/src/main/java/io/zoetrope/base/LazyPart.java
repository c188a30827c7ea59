package io.zoetrope.base;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that is opened when it is first needed, and not any more once this is closed. Any
 * thread may call it; while one opens it, others that need it wait.
 */
public final class LazyPart<T extends AutoCloseable, X extends Exception> implements AutoCloseable {
  /** Opens it; may take long. One thread at a time. */
  @FunctionalInterface
  public interface Opening<T, X extends Exception> {
    T open() throws X;
  }

  private final Opening<T, X> opening;
  private final Function<String, X> refusal;
  private final Closer closer = new Closer();
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable T opened; // set in turn

  /** {@code refusal} makes what is thrown once it is closed, from a sentence for people. */
  public LazyPart(Opening<T, X> opening, Function<String, X> refusal) {
    this.opening = opening;
    this.refusal = refusal;
  }

  /** Opens it if it is not open. What cannot be opened is tried again with the next call. */
  public T get() throws X {
    Optional<T> there = ifOpen();
    if (there.isPresent()) {
      return there.get();
    }
    turn.lock();
    try {
      if (ifOpen().isEmpty()) {
        opened = closer.add(opening.open());
      }
      return ifOpen().orElseThrow();
    } finally {
      turn.unlock();
    }
  }

  /** Empty if it is not open. Does not wait for who opens it. */
  public Optional<T> ifOpen() throws X {
    if (closer.isClosed()) {
      throw refusal.apply("The server is stopping.");
    }
    return Optional.ofNullable(opened);
  }

  /** Does not wait for who opens it: what opens after this is closed at once. */
  @Override
  public void close() {
    closer.close();
  }
}
