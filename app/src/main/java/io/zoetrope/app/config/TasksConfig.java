package io.zoetrope.app.config;

/** How many tasks run here at a time, and how many may wait. */
public record TasksConfig(int slots, int capacity) {
  private static final Key<Integer> SLOTS =
      Key.of("slots", Reader.number(0, 1000), "8")
          .help(
              "How many tasks run here at a time, 0 to 1000; 0 leaves them to workers on other machines. A time-lapse needs its slot until its end.");

  public static final Key<Integer> WORKER_SLOTS =
      Key.of("slots", Reader.number(1, 1000), "2")
          .help("How many tasks run here at a time. A time-lapse needs its slot until its end.");

  private static final Key<Integer> CAPACITY =
      Key.of("capacity", Reader.number(1, 10_000_000), "10000")
          .help("How many tasks may wait; more are refused.");

  static final Section KEYS = Section.of("tasks", SLOTS, CAPACITY);

  static TasksConfig read(Settings tasks) {
    return new TasksConfig(tasks.get(SLOTS), tasks.get(CAPACITY));
  }
}
