/** What puts cameras, renditions and time together, for whoever has cameras. */
@NullMarked
package io.zoetrope.core;

import org.jspecify.annotations.NullMarked;
