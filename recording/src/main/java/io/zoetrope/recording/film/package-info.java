/** Films made of single pictures with their own times, by FFmpeg as a child process. */
@NullMarked
package io.zoetrope.recording.film;

import org.jspecify.annotations.NullMarked;
