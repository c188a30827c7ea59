package io.zoetrope.tasks;

/**
 * A task that is lent to a worker.
 *
 * @param task as it stood when it was taken
 * @param token tells this lease from any other of the same task
 */
public record Lease(Task task, String token) {}
