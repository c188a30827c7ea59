/** slideshow: pictures from a folder, one after the other. */
@NullMarked
package io.zoetrope.drivers.slideshow;

import org.jspecify.annotations.NullMarked;
