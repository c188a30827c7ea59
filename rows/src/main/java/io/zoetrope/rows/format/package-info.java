/** Writes tables as HTML, CSV, NDJSON and JSON, row by row, in little memory. */
@NullMarked
package io.zoetrope.rows.format;

import org.jspecify.annotations.NullMarked;
