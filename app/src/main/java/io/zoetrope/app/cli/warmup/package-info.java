/** The start that is recorded. */
@NullMarked
package io.zoetrope.app.cli.warmup;

import org.jspecify.annotations.NullMarked;
