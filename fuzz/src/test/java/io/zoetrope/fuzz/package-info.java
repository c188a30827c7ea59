/** What fuzz tests measure with. */
@NullMarked
package io.zoetrope.fuzz;

import org.jspecify.annotations.NullMarked;
