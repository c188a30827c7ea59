/** Streams derived from a camera's: other sizes, rates and qualities. */
@NullMarked
package io.zoetrope.core.rendition;

import org.jspecify.annotations.NullMarked;
