/** Publishes what happens to cameras. */
@NullMarked
package io.zoetrope.app.event;

import org.jspecify.annotations.NullMarked;
