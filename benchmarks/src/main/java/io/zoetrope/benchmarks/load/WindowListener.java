package io.zoetrope.benchmarks.load;

import java.util.Set;

/** Called by the load's thread, so it must be quick. */
public interface WindowListener {
  /** The measured window opens. */
  default void opened() {}

  /** The viewers whose connections have these ports at their end stop reading. */
  default void stalling(Set<Integer> ports) {}

  /** Those viewers are about to read again. */
  default void resuming() {}

  default void closed() {}
}
