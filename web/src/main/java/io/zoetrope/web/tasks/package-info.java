/** Background work over HTTP: to ask for it, to see it, to have its results. */
@NullMarked
package io.zoetrope.web.tasks;

import org.jspecify.annotations.NullMarked;
