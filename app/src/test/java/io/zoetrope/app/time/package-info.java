/** What happens again and again. */
@NullMarked
package io.zoetrope.app.time;

import org.jspecify.annotations.NullMarked;
