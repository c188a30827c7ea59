/** The command {@code ./bench}: starts servers, puts viewers on them, prints what it saw. */
@NullMarked
package io.zoetrope.benchmarks;

import org.jspecify.annotations.NullMarked;
