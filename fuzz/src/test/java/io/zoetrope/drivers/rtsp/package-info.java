/** The client for IP cameras, held against bytes that nobody thought of. */
@NullMarked
package io.zoetrope.drivers.rtsp;

import org.jspecify.annotations.NullMarked;
