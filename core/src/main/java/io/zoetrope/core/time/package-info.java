/** The clock and the timers, as one thing that tests can set. */
@NullMarked
package io.zoetrope.core.time;

import org.jspecify.annotations.NullMarked;
