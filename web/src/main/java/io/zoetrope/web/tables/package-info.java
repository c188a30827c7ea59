/** Tables of any length over HTTP. */
@NullMarked
package io.zoetrope.web.tables;

import org.jspecify.annotations.NullMarked;
