@NullMarked
package io.zoetrope.core.codec;

import org.jspecify.annotations.NullMarked;
