/** Making pictures of video, by FFmpeg as a child process. */
@NullMarked
package io.zoetrope.ffmpeg.decode;

import org.jspecify.annotations.NullMarked;
