/** Publishing to cameras that wait for it: by POST, by PUT, and over a WebSocket. */
@NullMarked
package io.zoetrope.web.publish;

import org.jspecify.annotations.NullMarked;
