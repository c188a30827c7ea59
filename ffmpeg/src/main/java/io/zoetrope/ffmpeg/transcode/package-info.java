/** Making pictures of video, and video of pictures, by FFmpeg as a child process. */
@NullMarked
package io.zoetrope.ffmpeg.transcode;

import org.jspecify.annotations.NullMarked;
