/** News pushed to whoever listens, as server-sent events. */
@NullMarked
package io.zoetrope.web.events;

import org.jspecify.annotations.NullMarked;
