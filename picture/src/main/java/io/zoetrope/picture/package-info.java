/**
 * Pictures made and checked without a graphics library: a canvas, a JPEG encoder, the test pattern,
 * the placeholder a viewer sees when a camera fails, and a reader of JPEG headers. Needs neither
 * fonts nor native code.
 */
@NullMarked
package io.zoetrope.picture;

import org.jspecify.annotations.NullMarked;
