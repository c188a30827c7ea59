/** What all drivers have in common. */
@NullMarked
package io.zoetrope.drivers;

import org.jspecify.annotations.NullMarked;
