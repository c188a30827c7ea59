@NullMarked
package io.zoetrope.ffmpeg.pictures;

import org.jspecify.annotations.NullMarked;
