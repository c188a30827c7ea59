/** Server-sent events for whoever listens. */
@NullMarked
package io.zoetrope.web.events;

import org.jspecify.annotations.NullMarked;
