/** The library as used outside this build. */
@NullMarked
package io.zoetrope.app.library;

import org.jspecify.annotations.NullMarked;
