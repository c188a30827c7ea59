/** Long tables: who writes them, who reads them, and what that costs. */
@NullMarked
package io.zoetrope.benchmarks.rows;

import org.jspecify.annotations.NullMarked;
