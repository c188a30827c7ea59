/** http: and https: MJPEG and whatever else FFmpeg reads there. */
@NullMarked
package io.zoetrope.drivers.http;

import org.jspecify.annotations.NullMarked;
