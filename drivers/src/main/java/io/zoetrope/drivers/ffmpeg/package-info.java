/** FFmpeg as a child process, for every driver whose pictures come through it. */
@NullMarked
package io.zoetrope.drivers.ffmpeg;

import org.jspecify.annotations.NullMarked;
