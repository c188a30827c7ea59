/** Tables of any length, row by row: what they are, and how they are written. */
@NullMarked
package io.zoetrope.rows;

import org.jspecify.annotations.NullMarked;
