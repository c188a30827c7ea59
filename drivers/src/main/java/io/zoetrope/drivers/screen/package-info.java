/** screen: a desktop, live. */
@NullMarked
package io.zoetrope.drivers.screen;

import org.jspecify.annotations.NullMarked;
