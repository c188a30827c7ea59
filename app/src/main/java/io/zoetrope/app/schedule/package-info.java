/** Tasks that start at set times. */
@NullMarked
package io.zoetrope.app.schedule;

import org.jspecify.annotations.NullMarked;
