/** How those outside publish a camera's pictures, whichever driver takes them. */
@NullMarked
package io.zoetrope.core.publish;

import org.jspecify.annotations.NullMarked;
