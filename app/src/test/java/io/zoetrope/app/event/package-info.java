/** Events of cameras. */
@NullMarked
package io.zoetrope.app.event;

import org.jspecify.annotations.NullMarked;
