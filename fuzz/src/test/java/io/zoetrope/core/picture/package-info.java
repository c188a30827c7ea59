@NullMarked
package io.zoetrope.core.picture;

import org.jspecify.annotations.NullMarked;
