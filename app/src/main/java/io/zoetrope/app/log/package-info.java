/** How lines of the log are written, and where. */
@NullMarked
package io.zoetrope.app.log;

import org.jspecify.annotations.NullMarked;
