/** Single pictures. */
@NullMarked
package io.zoetrope.web.snapshot;

import org.jspecify.annotations.NullMarked;
