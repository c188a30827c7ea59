/** test: a moving picture made here, with a clock. */
@NullMarked
package io.zoetrope.drivers.testpattern;

import org.jspecify.annotations.NullMarked;
