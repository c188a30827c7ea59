package io.zoetrope.tasks;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes the ids of tasks: 26 characters, ten for the millisecond and sixteen at random, in an
 * alphabet whose order is that of its characters, so that ids sort by time as text. Any thread may
 * call it; what it makes rises.
 *
 * <p>Public because both kinds of queue, in packages of their own, make the same ids.
 */
public final class TaskIds {
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int LENGTH = 26;
  private static final int RANDOM_BITS = 40;
  private static final long RANDOM_MASK = (1L << RANDOM_BITS) - 1;

  private final InstantSource clock;
  private final RandomGenerator random;
  private long millis;
  private long order;

  public TaskIds(InstantSource clock) {
    this(clock, new SecureRandom());
  }

  TaskIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The next id; it is above all that were made here before, even if the clock was set back. */
  public synchronized String next() {
    long now = clock.millis();
    if (now > millis) {
      millis = now;
      // Half of the range at most, so that it cannot run over within the millisecond.
      order = random.nextLong() & (RANDOM_MASK >>> 1);
    } else {
      order++;
    }
    char[] id = new char[LENGTH];
    write(id, 0, 10, millis);
    write(id, 10, 8, order);
    write(id, 18, 8, random.nextLong() & RANDOM_MASK);
    return new String(id);
  }

  private static void write(char[] id, int from, int digits, long value) {
    long rest = value;
    for (int at = from + digits - 1; at >= from; at--) {
      id[at] = ALPHABET[(int) (rest & 31)];
      rest >>>= 5;
    }
  }
}
