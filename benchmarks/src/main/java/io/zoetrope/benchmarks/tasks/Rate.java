package io.zoetrope.benchmarks.tasks;

/**
 * How fast tasks were done, and what each cost.
 *
 * @param redisMicros of the time of Redis on its core, a task
 * @param ownMicros of the time of this process, submitters and workers, a task
 */
public record Rate(double tasksPerSecond, double redisMicros, double ownMicros) {}
