/** Watching by multipart/x-mixed-replace, which every browser shows in an img. */
@NullMarked
package io.zoetrope.web.mjpeg;

import org.jspecify.annotations.NullMarked;
