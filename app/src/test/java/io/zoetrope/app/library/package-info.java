/** The library as somebody uses it who is not part of this build. */
@NullMarked
package io.zoetrope.app.library;

import org.jspecify.annotations.NullMarked;
