@NullMarked
package io.zoetrope.drivers.ffmpeg;

import org.jspecify.annotations.NullMarked;
