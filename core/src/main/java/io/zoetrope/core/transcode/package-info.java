/** Decoding pictures and encoding them again: what does it is found by its service. */
@NullMarked
package io.zoetrope.core.transcode;

import org.jspecify.annotations.NullMarked;
