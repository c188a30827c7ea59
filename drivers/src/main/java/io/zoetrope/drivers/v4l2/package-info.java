/** v4l2: USB webcams and other video devices of Linux. */
@NullMarked
package io.zoetrope.drivers.v4l2;

import org.jspecify.annotations.NullMarked;
