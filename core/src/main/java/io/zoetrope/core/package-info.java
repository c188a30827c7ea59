/** The model: frames, cameras and broadcasts. Knows no protocol, driver or framework. */
@NullMarked
package io.zoetrope.core;

import org.jspecify.annotations.NullMarked;
