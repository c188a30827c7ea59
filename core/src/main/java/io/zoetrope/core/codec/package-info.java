/** What is written inside encoded video and sound: units, parameter sets, and their numbers. */
@NullMarked
package io.zoetrope.core.codec;

import org.jspecify.annotations.NullMarked;
