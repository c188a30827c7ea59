/**
 * Programs as child processes: finding, starting, watching and ending them, and reading their logs.
 */
@NullMarked
package io.zoetrope.ffmpeg.program;

import org.jspecify.annotations.NullMarked;
