/** FFmpeg as a child process, for everything that reads or writes video through it. */
@NullMarked
package io.zoetrope.ffmpeg;

import org.jspecify.annotations.NullMarked;
