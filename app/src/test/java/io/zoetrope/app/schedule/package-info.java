/** Tests of schedules. */
@NullMarked
package io.zoetrope.app.schedule;

import org.jspecify.annotations.NullMarked;
