@NullMarked
package io.zoetrope.drivers.support;

import org.jspecify.annotations.NullMarked;
