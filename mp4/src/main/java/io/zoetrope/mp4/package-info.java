/** Fragmented MP4: what a player needs first, and each frame as a fragment of its own. */
@NullMarked
package io.zoetrope.mp4;

import org.jspecify.annotations.NullMarked;
