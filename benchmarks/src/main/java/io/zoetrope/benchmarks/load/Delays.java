package io.zoetrope.benchmarks.load;

/** Delays in milliseconds. */
public record Delays(long count, double p50, double p99, double max) {}
