/** Cameras and their life cycle: open on demand, linger, retry. */
@NullMarked
package io.zoetrope.core.camera;

import org.jspecify.annotations.NullMarked;
