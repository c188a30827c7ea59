/** opencv: cameras and recordings that OpenCV reads, and pictures re-encoded with it. */
@NullMarked
package io.zoetrope.drivers.opencv;

import org.jspecify.annotations.NullMarked;
