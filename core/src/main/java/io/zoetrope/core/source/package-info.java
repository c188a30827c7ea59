/** What a camera driver is, and how one is found. */
@NullMarked
package io.zoetrope.core.source;

import org.jspecify.annotations.NullMarked;
