/** The files that tasks leave behind. */
@NullMarked
package io.zoetrope.tasks.result;

import org.jspecify.annotations.NullMarked;
