/** What programs may build on. */
@NullMarked
package io.zoetrope.api;

import org.jspecify.annotations.NullMarked;
