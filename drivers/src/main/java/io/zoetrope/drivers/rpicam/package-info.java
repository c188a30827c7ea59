/** rpicam: the camera of a Raspberry Pi. */
@NullMarked
package io.zoetrope.drivers.rpicam;

import org.jspecify.annotations.NullMarked;
