/** Thousands of viewers of one stream in one thread, and what they saw. */
@NullMarked
package io.zoetrope.benchmarks.load;

import org.jspecify.annotations.NullMarked;
