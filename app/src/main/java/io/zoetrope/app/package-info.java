/** The program: where everything is put together. */
@NullMarked
package io.zoetrope.app;

import org.jspecify.annotations.NullMarked;
