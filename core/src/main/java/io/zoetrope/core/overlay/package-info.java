/** Text burnt into a camera's pictures. */
@NullMarked
package io.zoetrope.core.overlay;

import org.jspecify.annotations.NullMarked;
