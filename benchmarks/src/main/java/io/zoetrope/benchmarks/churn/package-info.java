/** {@code ./bench churn}: clients that come and go on every route, and what stays of them. */
@NullMarked
package io.zoetrope.benchmarks.churn;

import org.jspecify.annotations.NullMarked;
