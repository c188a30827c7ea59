package io.zoetrope.core.source;

/** Somebody waits for a source that is missing. Any thread may close it. */
@FunctionalInterface
public interface ReturnWatch extends AutoCloseable {
  /** Of a source that cannot say when it is back. */
  ReturnWatch NONE = () -> {};

  /** Ends the watch; does nothing the second time. */
  @Override
  void close();
}
