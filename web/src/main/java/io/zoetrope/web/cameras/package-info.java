/** The cameras and their controls, as JSON. */
@NullMarked
package io.zoetrope.web.cameras;

import org.jspecify.annotations.NullMarked;
