/** The command line. */
@NullMarked
package io.zoetrope.app.cli;

import org.jspecify.annotations.NullMarked;
