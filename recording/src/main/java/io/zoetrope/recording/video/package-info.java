/** Videos made of single pictures with their own times, by FFmpeg as a child process. */
@NullMarked
package io.zoetrope.recording.video;

import org.jspecify.annotations.NullMarked;
