package io.zoetrope.tasks;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param name for people, such as the machine's
 * @param slots how many tasks at a time
 * @param grace how long tasks may go on when the worker is closed, before they are given back
 */
public record WorkerOptions(String name, int slots, Duration grace) {
  public WorkerOptions(String name, int slots) {
    this(name, slots, Duration.ofSeconds(2));
  }
}
