/** Repeated actions. */
@NullMarked
package io.zoetrope.app.time;

import org.jspecify.annotations.NullMarked;
