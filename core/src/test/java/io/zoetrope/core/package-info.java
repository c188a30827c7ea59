@NullMarked
package io.zoetrope.core;

import org.jspecify.annotations.NullMarked;
