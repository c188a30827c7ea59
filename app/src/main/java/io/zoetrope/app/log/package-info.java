/** How lines of the log are written; named in logback.xml. */
@NullMarked
package io.zoetrope.app.log;

import org.jspecify.annotations.NullMarked;
