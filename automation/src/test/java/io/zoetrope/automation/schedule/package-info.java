/** Tests of schedules. */
@NullMarked
package io.zoetrope.automation.schedule;

import org.jspecify.annotations.NullMarked;
