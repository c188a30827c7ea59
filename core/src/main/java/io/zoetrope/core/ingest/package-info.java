/** From the bytes of a picture to a frame that every browser shows. */
@NullMarked
package io.zoetrope.core.ingest;

import org.jspecify.annotations.NullMarked;
