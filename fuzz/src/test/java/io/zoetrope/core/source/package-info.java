@NullMarked
package io.zoetrope.core.source;

import org.jspecify.annotations.NullMarked;
