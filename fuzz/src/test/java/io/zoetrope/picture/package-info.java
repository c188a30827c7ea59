@NullMarked
package io.zoetrope.picture;

import org.jspecify.annotations.NullMarked;
