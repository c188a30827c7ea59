/** The catalog of a server: what goes into it, for how long, and what comes out again. */
@NullMarked
package io.zoetrope.app.catalog;

import org.jspecify.annotations.NullMarked;
