/**
 * What {@code ./bench inner} measures with JMH. A method whose name begins with {@code floor} is
 * the least that the others of its class can cost. Benchmarks of package-private parts stand in the
 * package of what they measure.
 */
@NullMarked
package io.zoetrope.benchmarks.inner;

import org.jspecify.annotations.NullMarked;
