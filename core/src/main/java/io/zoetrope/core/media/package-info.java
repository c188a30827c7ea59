/** Frames: encoded pictures in reference-counted buffers. */
@NullMarked
package io.zoetrope.core.media;

import org.jspecify.annotations.NullMarked;
