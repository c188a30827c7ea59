@NullMarked
package io.zoetrope.core.driver;

import org.jspecify.annotations.NullMarked;
