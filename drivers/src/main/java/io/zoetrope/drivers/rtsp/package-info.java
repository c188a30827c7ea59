/** rtsp: and rtsps: IP cameras. */
@NullMarked
package io.zoetrope.drivers.rtsp;

import org.jspecify.annotations.NullMarked;
