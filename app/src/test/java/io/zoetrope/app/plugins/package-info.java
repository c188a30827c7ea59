/** Jars with drivers, good and broken. */
@NullMarked
package io.zoetrope.app.plugins;

import org.jspecify.annotations.NullMarked;
