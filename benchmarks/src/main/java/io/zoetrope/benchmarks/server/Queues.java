package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.Spread;

/**
 * The bytes that wait in the kernel for viewers that do not read: on the server's side of each
 * connection, and on theirs.
 */
public record Queues(int connections, Spread queued, Spread unread) {}
