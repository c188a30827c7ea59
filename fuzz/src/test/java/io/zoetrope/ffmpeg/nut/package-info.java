@NullMarked
package io.zoetrope.ffmpeg.nut;

import org.jspecify.annotations.NullMarked;
