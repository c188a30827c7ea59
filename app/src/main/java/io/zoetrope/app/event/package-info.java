/** What happens to cameras, told to whoever subscribes. */
@NullMarked
package io.zoetrope.app.event;

import org.jspecify.annotations.NullMarked;
