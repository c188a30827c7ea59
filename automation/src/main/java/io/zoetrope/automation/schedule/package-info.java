/** Tasks that start at set times. */
@NullMarked
package io.zoetrope.automation.schedule;

import org.jspecify.annotations.NullMarked;
