/** Reading JPEGs out of a stream of bytes, such as a pipe or an HTTP response. */
@NullMarked
package io.zoetrope.ffmpeg.pictures;

import org.jspecify.annotations.NullMarked;
