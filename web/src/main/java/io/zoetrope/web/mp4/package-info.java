/** Watching by endless fragmented MP4: video as it left the camera, and its sound. */
@NullMarked
package io.zoetrope.web.mp4;

import org.jspecify.annotations.NullMarked;
