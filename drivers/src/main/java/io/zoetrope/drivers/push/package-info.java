/** push: cameras, whose pictures others publish. */
@NullMarked
package io.zoetrope.drivers.push;

import org.jspecify.annotations.NullMarked;
