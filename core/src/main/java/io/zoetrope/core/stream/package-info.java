/** From one camera to all its viewers: the newest frame wins. */
@NullMarked
package io.zoetrope.core.stream;

import org.jspecify.annotations.NullMarked;
