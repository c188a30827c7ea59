/** Frames: encoded pictures in reference-counted buffers. */
@NullMarked
package io.zoetrope.core.frame;

import org.jspecify.annotations.NullMarked;
