/**
 * Reading NUT, the container in which FFmpeg hands on video and sound as they are: it holds no
 * packet back. After the specification of NUT, versions 3 and 4.
 */
@NullMarked
package io.zoetrope.ffmpeg.nut;

import org.jspecify.annotations.NullMarked;
