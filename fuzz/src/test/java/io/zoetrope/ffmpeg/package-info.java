@NullMarked
package io.zoetrope.ffmpeg;

import org.jspecify.annotations.NullMarked;
