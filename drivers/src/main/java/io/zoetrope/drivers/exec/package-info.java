/** exec: a command whose standard output is video. */
@NullMarked
package io.zoetrope.drivers.exec;

import org.jspecify.annotations.NullMarked;
