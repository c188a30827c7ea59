/** The format of log lines, and where they go. */
@NullMarked
package io.zoetrope.app.log;

import org.jspecify.annotations.NullMarked;
