/** The addresses of mjpg-streamer and µStreamer, for clients that have them built in. */
@NullMarked
package io.zoetrope.web.compat;

import org.jspecify.annotations.NullMarked;
