/** What a camera driver is, and how one is found. */
@NullMarked
package io.zoetrope.core.driver;

import org.jspecify.annotations.NullMarked;
