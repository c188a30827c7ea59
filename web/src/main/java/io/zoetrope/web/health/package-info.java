/** Whether the server is well, for monitors. */
@NullMarked
package io.zoetrope.web.health;

import org.jspecify.annotations.NullMarked;
