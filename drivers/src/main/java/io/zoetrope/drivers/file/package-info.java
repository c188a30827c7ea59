/** file: a video file, played at its own speed. */
@NullMarked
package io.zoetrope.drivers.file;

import org.jspecify.annotations.NullMarked;
